package resolver

import (
	"time"

	"github.com/miekg/dns"

	"chainzone/names"
	"chainzone/resolver/forward"
	"chainzone/resolver/messages"
	"chainzone/zone"
)

// Kept is what the server has in memory of a name.
type Kept struct {
	Authority string // the origin or forwarded zone that the name is under, "" for none
	Zone      *KeptZone
	Messages  []messages.Entry // of upstreams
}

// KeptZone is what was read of the registered name that a name is at or below.
type KeptZone struct {
	Name    zone.Name
	State   names.State // as it was read; without its image
	Exact   bool        // nothing of it changed up to the head; else it is read again when asked for
	Records []dns.RR
}

// Inspect says what is kept of a name. It asks nobody.
func (s *Server) Inspect(name zone.Name) Kept {
	r := s.rules.Load()
	if o := r.originOf(name); o != nil {
		return Kept{Authority: o.Name.String(), Zone: o.inspect(name)}
	}
	out := Kept{Messages: s.messages.Of(name)}
	if f := r.forwardedOf(name); f != nil {
		out.Authority = f.Zone.String()
	}
	return out
}

func (o *origin) inspect(name zone.Name) *KeptZone {
	key, possible := o.keyOf(name)
	if !possible {
		return nil
	}
	h, ok := o.zones.Get(o.at(o.Source.Node(key)))
	if !ok {
		return nil
	}
	out := &KeptZone{Name: key, State: h.state, Exact: h.epoch == o.epoch.Load() && !o.resuming.Load()}
	for _, set := range h.zone.RRsets() {
		if rrs, err := set.RRs(); err == nil {
			out.Records = append(out.Records, rrs...)
		}
	}
	return out
}

// Flush forgets what is kept of a name, and of a chain name the whole registered
// name that it is at or below: it is read anew when asked for.
func (s *Server) Flush(name zone.Name) {
	if o := s.rules.Load().originOf(name); o != nil {
		if key, possible := o.keyOf(name); possible {
			node := o.Source.Node(key)
			o.zones.Drop(o.at(node))
			o.failed.Forget(node)
		}
	}
	s.messages.Drop(name)
}

// Upstreams are a forwarded zone's.
type Upstreams struct {
	Zone     zone.Name
	Strategy forward.Strategy
	Health   []forward.Health
}

// Upstreams says how those of every forwarded zone are doing.
func (s *Server) Upstreams() (list []Upstreams) {
	now := time.Now()
	for _, f := range s.rules.Load().forward {
		list = append(list, Upstreams{f.Zone, f.Strategy, f.group.Health(now)})
	}
	return list
}
