// Package forward asks standard DNS: upstream servers over UDP, TCP, TLS and
// HTTPS, which of them to ask when, and which replies to believe.
package forward

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/miekg/dns"
)

// Scheme is how an upstream is spoken to.
type Scheme string

// The schemes of an upstream's address.
const (
	UDP   Scheme = "udp"   // and TCP for what is truncated
	TCP   Scheme = "tcp"   // RFC 7766
	TLS   Scheme = "tls"   // RFC 7858
	HTTPS Scheme = "https" // RFC 8484 over HTTP/2
)

// Address is an upstream as it is written in a configuration: an IP address
// with or without a port, or a URL: udp://, tcp:// and tls:// with a host,
// https:// with a host and a path. A host is an IP address or, for TLS and
// HTTPS, a name; the server's certificate must be for it. A name can be given
// its IP addresses behind "@", with commas between: tls://dns.example@192.0.2.54.
type Address struct {
	Scheme Scheme
	Host   string       // IP address or name
	Addrs  []netip.Addr // of the host; none for a name that is to be looked up
	Port   uint16
	Path   string // of HTTPS
}

const usualPath = "/dns-query" // RFC 8484's examples have it

var defaultPorts = map[Scheme]uint16{UDP: 53, TCP: 53, TLS: 853, HTTPS: 443}

// ParseAddress reads an upstream's address. The error says what is allowed.
func ParseAddress(text string) (Address, error) {
	wrong := func(why string) (Address, error) {
		return Address{}, fmt.Errorf("the upstream %q %s: write 192.0.2.53, [2001:db8::53]:5353, tcp://192.0.2.53, tls://192.0.2.53, tls://dns.example or https://dns.example/dns-query", text, why)
	}
	scheme, rest, isURL := strings.Cut(text, "://")
	if !isURL {
		scheme, rest = string(UDP), text
	}
	a := Address{Scheme: Scheme(scheme)}
	port, known := defaultPorts[a.Scheme]
	if !known {
		return wrong("has an unknown scheme")
	}
	if a.Scheme == HTTPS {
		host, path, found := strings.Cut(rest, "/")
		if !found {
			path = usualPath[1:]
		}
		if u, err := url.Parse("/" + path); err != nil || u.RawQuery != "" || u.Fragment != "" {
			return wrong("is not a URL of a host and a path")
		}
		rest, a.Path = host, "/"+path
	}
	host, addrs, given := strings.Cut(rest, "@")
	host, portText := cutPort(host)
	if given {
		for _, one := range strings.Split(addrs, ",") {
			addr, err := netip.ParseAddr(strings.Trim(one, "[]"))
			if err != nil {
				return wrong("has something else than IP addresses behind @")
			}
			a.Addrs = append(a.Addrs, addr)
		}
	}
	a.Port = port
	if portText != "" {
		n, err := strconv.ParseUint(portText, 10, 16)
		if err != nil || n == 0 {
			return wrong("has a port that is not 1 to 65535")
		}
		a.Port = uint16(n)
	}
	if addr, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		if given {
			return wrong("has an IP address before @ too")
		}
		a.Host, a.Addrs = addr.WithZone("").String(), []netip.Addr{addr}
		return a, nil
	}
	if a.Scheme == UDP || a.Scheme == TCP {
		return wrong("is not an IP address with or without a port")
	}
	if _, ok := dns.IsDomainName(host); !ok || host == "" || strings.ContainsAny(host, " []:/") {
		return wrong("names no host")
	}
	a.Host = strings.TrimSuffix(strings.ToLower(host), ".")
	return a, nil
}

// cutPort splits a port off; an IPv6 address without brackets has none.
func cutPort(host string) (string, string) {
	at := strings.LastIndexByte(host, ':')
	if at < 0 || strings.HasSuffix(host, "]") || !strings.HasPrefix(host, "[") && strings.Count(host, ":") > 1 {
		return host, ""
	}
	return host[:at], host[at+1:]
}

// Named says whether the host must be looked up before it can be asked.
func (a Address) Named() bool { return len(a.Addrs) == 0 }

// String is the address as a URL, for logs. A path other than the usual one may
// name an account, and is not shown.
func (a Address) String() string {
	host := a.Host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if a.Port != defaultPorts[a.Scheme] {
		host += ":" + strconv.Itoa(int(a.Port))
	}
	path := a.Path
	if path != "" && path != usualPath {
		path = "/..."
	}
	return string(a.Scheme) + "://" + host + path
}
