package zone

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/miekg/dns"
)

// contents has what a layout cannot say, for data that has its type's layout:
// values without which a name server refuses the record, and with it the file.
var contents = map[uint16]func(data []byte) error{
	dns.TypeLOC:   checkLocation,
	dns.TypeNAPTR: checkRewrite,
	dns.TypeDS:    checkDigest,
	dns.TypeTA:    checkDigest,
	dns.TypeDLV:   checkDigest,
	dns.TypeCDS:   checkDigest,
	dns.TypeSSHFP: checkFingerprint,
	dns.TypeRKEY: func(data []byte) error {
		if data[0] != 0 || data[1] != 0 {
			return errors.New("the RKEY flags are not 0")
		}
		return nil
	},
	dns.TypeZONEMD: checkZoneDigest,
}

// digestBytes are the sizes of the digest types of DS (RFC 3658, 4509, 5933, 6605).
var digestBytes = map[byte]int{1: 20, 2: 32, 3: 32, 4: 48}

func checkDigest(data []byte) error {
	if want, ok := digestBytes[data[3]]; ok && len(data) != 4+want {
		return fmt.Errorf("a digest of type %d has %d bytes, not %d", data[3], want, len(data)-4)
	}
	return nil
}

// checkFingerprint reads SSHFP, RFC 4255 and RFC 6594.
func checkFingerprint(data []byte) error {
	if want, ok := map[byte]int{1: 20, 2: 32}[data[1]]; ok && len(data) != 2+want {
		return fmt.Errorf("a fingerprint of type %d has %d bytes, not %d", data[1], want, len(data)-2)
	}
	return nil
}

// checkZoneDigest reads ZONEMD, RFC 8976 section 2.2.
func checkZoneDigest(data []byte) error {
	size := len(data) - 6
	if want, ok := map[byte]int{1: 48, 2: 64}[data[5]]; ok && size != want {
		return fmt.Errorf("a digest of algorithm %d has %d bytes, not %d", data[5], want, size)
	}
	if size < 12 {
		return fmt.Errorf("a digest of %d bytes: at least 12 are needed", size)
	}
	return nil
}

// checkLocation reads LOC, RFC 1876 section 2.
func checkLocation(data []byte) error {
	if data[0] != 0 {
		return fmt.Errorf("LOC version %d: only 0 is defined", data[0])
	}
	for _, precision := range data[1:4] {
		if base, power := precision>>4, precision&15; base > 9 || power > 9 || base == 0 && power != 0 {
			return fmt.Errorf("the size or precision 0x%02x has no meaning", precision)
		}
	}
	const middle, degree = 1 << 31, 3600_000 // thousandths of a second of arc
	for i, limit := range []int64{90, 180} {
		if at := int64(binary.BigEndian.Uint32(data[4+4*i:])) - middle; at < -limit*degree || limit*degree < at {
			return fmt.Errorf("the place is more than %d degrees from the middle", limit)
		}
	}
	return nil
}

// gatewayTypes is which bits of the second byte say what the gateway is.
var gatewayTypes = map[uint16]byte{dns.TypeIPSECKEY: 0xff, dns.TypeAMTRELAY: 0x7f}

// skipGateway reads the gateway of IPSECKEY (RFC 4025 section 2.5) or the relay
// of AMTRELAY (RFC 8777 section 4.2.4).
func skipGateway(kind byte, b []byte) (rest []byte, err error) {
	size := 0
	switch kind {
	case 0:
	case 1:
		size = 4
	case 2:
		size = 16
	case 3:
		_, rest, err = NameFromWire(b)
		return rest, err
	default:
		return nil, fmt.Errorf("gateway type %d is not defined", kind)
	}
	if len(b) < size {
		return nil, errors.New("the gateway's address is cut short")
	}
	return b[size:], nil
}

// checkPrefixes reads the items of APL, RFC 3123 section 4.
func checkPrefixes(b []byte) error {
	for len(b) > 0 {
		if len(b) < 4 {
			return errors.New("an address prefix is cut short")
		}
		family, prefix, size := binary.BigEndian.Uint16(b), int(b[2]), int(b[3]&0x7f)
		bytes := map[uint16]int{1: 4, 2: 16}[family]
		switch {
		case bytes == 0:
			return fmt.Errorf("address family %d: only 1 and 2 are defined", family)
		case prefix > 8*bytes || size > bytes:
			return errors.New("an address prefix is longer than its addresses")
		case len(b) < 4+size:
			return errors.New("an address prefix is cut short")
		case size > 0 && b[3+size] == 0:
			return errors.New("an address prefix ends with a zero byte")
		}
		b = b[4+size:]
	}
	return nil
}

// checkBitmap reads a type bit map, RFC 4034 section 4.1.2.
func checkBitmap(b []byte) error {
	if len(b) > 2 && b[0] == 0 && b[2]&0x80 != 0 {
		return errors.New("a type bit map has type 0")
	}
	for last := -1; len(b) > 0; {
		if len(b) < 2 || b[1] == 0 || b[1] > 32 || len(b) < 2+int(b[1]) {
			return errors.New("a type bit map is cut short, or its block has not 1 to 32 bytes")
		}
		if int(b[0]) <= last || b[1+int(b[1])] == 0 {
			return errors.New("a type bit map has blocks out of order, or ending with a zero byte")
		}
		last, b = int(b[0]), b[2+int(b[1]):]
	}
	return nil
}

// checkIdentity reads HIP, RFC 8005 section 5.
func checkIdentity(b []byte) error {
	if len(b) < 4 {
		return errors.New("the host identity is cut short")
	}
	tag, key := int(b[0]), int(binary.BigEndian.Uint16(b[2:]))
	if b = b[4:]; tag == 0 || key == 0 || len(b) < tag+key {
		return errors.New("the host identity tag or its key is empty or cut short")
	}
	for b = b[tag+key:]; len(b) > 0; {
		var err error
		if _, b, err = NameFromWire(b); err != nil {
			return fmt.Errorf("rendezvous server: %w", err)
		}
	}
	return nil
}
