package zone

import "github.com/miekg/dns"

// Types that the library has no constant for.
const (
	typeWKS     = 11
	typeNSAP    = 22
	typeATMA    = 34
	typeA6      = 38
	typeSINK    = 40
	typeDSYNC   = 66
	typeHHIT    = 67
	typeBRID    = 68
	typeDOA     = 259
	typeRESINFO = 261
	typeWALLET  = 262
)

// The fields that record data is made of. A type's layout is a string of them.
const (
	fieldName      = 'n' // a name, lower-cased (RFC 4034 section 6.2)
	fieldNameCased = 'N' // a name whose case is kept (types after RFC 3597)
	fieldByte      = '1'
	fieldShort     = '2'
	fieldLong      = '4'
	fieldSix       = '6' // 6 bytes
	fieldEight     = '8'
	fieldSixteen   = 'F'
	fieldString    = 's' // one character string (RFC 1035 section 3.3)
	fieldStrings   = 'S' // one or more character strings, to the end
	fieldRest      = 'r' // one byte or more, to the end
	fieldTag       = 't' // a CAA tag: its length, then letters and digits
	fieldAny       = 'a' // nothing or more, to the end
	fieldParams    = 'p' // SVCB parameters, to the end
	fieldPrefixes  = 'l' // APL items, to the end
	fieldBitmap    = 'm' // a type bit map, to the end (RFC 4034 section 4.1.2)
	fieldIdentity  = 'h' // HIP: lengths, tag, key, then names to the end
	fieldGateway   = 'g' // a name or an address, as the second byte of the data says
)

// layouts is the frozen table of the image format: the types whose data has a
// known form. It belongs to the format, not to a library: a change of it
// would make images valid or invalid that were not. It has every type that
// BIND 9.18, NSD 4.6 or Knot 3.2 reads by a form of its own, because a zone file
// with one record that breaks such a form does not load. Every type that is
// neither here nor refused is opaque bytes (RFC 3597).
var layouts = map[uint16]string{
	dns.TypeA:          "4",
	dns.TypeNS:         "n",
	dns.TypeCNAME:      "n",
	dns.TypePTR:        "n",
	dns.TypeHINFO:      "ss",
	dns.TypeMINFO:      "nn",
	dns.TypeMX:         "2n",
	dns.TypeTXT:        "S",
	dns.TypeRP:         "nn",
	dns.TypeAFSDB:      "2n",
	dns.TypeRT:         "2n",
	dns.TypeAAAA:       "F",
	dns.TypeLOC:        "F",
	dns.TypeEID:        "r",
	dns.TypeNIMLOC:     "r",
	dns.TypeSRV:        "222n",
	dns.TypeNAPTR:      "22sssn",
	dns.TypeKX:         "2n",
	dns.TypeCERT:       "221r",
	dns.TypeDNAME:      "n",
	typeSINK:           "111a",
	dns.TypeAPL:        "l",
	dns.TypeDS:         "211r",
	dns.TypeSSHFP:      "11r",
	dns.TypeIPSECKEY:   "111gr", // BIND takes no key of 0 bytes
	dns.TypeDHCID:      "r",
	dns.TypeTLSA:       "111r",
	dns.TypeSMIMEA:     "111r",
	dns.TypeHIP:        "h",
	dns.TypeNINFO:      "S",
	dns.TypeRKEY:       "211r",
	dns.TypeTALINK:     "NN",
	dns.TypeCDS:        "211r",
	dns.TypeCDNSKEY:    "211r",
	dns.TypeOPENPGPKEY: "r",
	dns.TypeCSYNC:      "42m",
	dns.TypeZONEMD:     "411r",
	dns.TypeSVCB:       "2Np",
	dns.TypeHTTPS:      "2Np",
	typeDSYNC:          "212N",
	typeHHIT:           "r",
	typeBRID:           "r",
	dns.TypeSPF:        "S",
	dns.TypeNID:        "28",
	dns.TypeL32:        "24",
	dns.TypeL64:        "28",
	dns.TypeLP:         "2N",
	dns.TypeEUI48:      "6",
	dns.TypeEUI64:      "8",
	dns.TypeURI:        "22r",
	dns.TypeCAA:        "1ta",
	dns.TypeAVC:        "S",
	typeDOA:            "441sa",
	dns.TypeAMTRELAY:   "11g",
	typeRESINFO:        "S",
	typeWALLET:         "S",
	dns.TypeTA:         "211r",
	dns.TypeDLV:        "211r",
}

// obsolete are the types that no zone needs any more and that name servers
// disagree about. An image that holds one is not valid.
var obsolete = map[uint16]bool{
	dns.TypeMD: true, dns.TypeMF: true, dns.TypeMB: true, dns.TypeMG: true, dns.TypeMR: true, // RFC 1035, RFC 2505
	dns.TypeNULL: true, typeWKS: true, // RFC 1035, RFC 1123 section 6.1.3.6
	dns.TypeX25: true, dns.TypeISDN: true, // RFC 1183
	typeNSAP: true, dns.TypeNSAPPTR: true, // NSAP and NSAP-PTR, RFC 1706
	dns.TypePX: true, dns.TypeGPOS: true, typeATMA: true, typeA6: true, // RFC 2163, RFC 1712, RFC 6563
}

// forbidden says whether a type has no place in an image: the SOA, signatures
// and denials that the server makes itself, meta and question types, and what
// is obsolete.
func forbidden(typ uint16) bool {
	switch typ {
	case 0, dns.TypeSOA, dns.TypeSIG, dns.TypeKEY, dns.TypeNXT, dns.TypeOPT,
		dns.TypeRRSIG, dns.TypeNSEC, dns.TypeDNSKEY, dns.TypeNSEC3, dns.TypeNSEC3PARAM, 65535:
		return true
	}
	return 128 <= typ && typ <= 255 || obsolete[typ]
}

// forbiddenWhy is what to tell somebody who publishes a forbidden type.
func forbiddenWhy(typ uint16) string {
	if obsolete[typ] {
		return "records of this type are obsolete and cannot be published: name servers disagree about them"
	}
	return "records of this type cannot be published: the server makes them, or they are not records"
}
