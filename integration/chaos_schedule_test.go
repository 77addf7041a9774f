package integration

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// Names of the chaos run: those that are held all along, those that are
// registered and expire, and one that nobody ever has.
var (
	chaosHeld   = []string{"hello.chain", "mail.chain", "site.chain", "wild.chain", "demo.chain"}
	chaosBrief  = []string{"brief0.chain", "brief1.chain"}
	chaosAbsent = []string{"nobody0.chain"}
)

// chaosStep is a thing that happens, with all that its seed says of it.
type chaosStep struct {
	Do      string
	Name    string
	Index   int       // of an endpoint, an upstream or an account
	Faults  [2]string // of both endpoints; "": as it was
	Slow    time.Duration
	Days    int      // that pass before
	Length  int      // days of a registration
	Depth   int      // blocks that a reorganisation takes besides
	Order   [2]int   // which endpoint and which upstream the configuration has first
	Well    bool     // all is mended before
	Lapsed  []string // names that expire with it
	Answers int      // that the clients have before the next step
}

func (s chaosStep) String() string {
	text := s.Do
	for _, part := range []struct {
		shown bool
		text  string
	}{
		{s.Name != "", s.Name},
		{s.Index >= 0, fmt.Sprintf("number %d", s.Index)},
		{s.Faults != [2]string{}, fmt.Sprintf("faults %q of %v", s.Faults, s.Slow)},
		{s.Days > 0, fmt.Sprintf("after %d days", s.Days)},
		{s.Length > 0, fmt.Sprintf("for %d days", s.Length)},
		{s.Depth > 0, fmt.Sprintf("depth %d", s.Depth)},
		{s.Well, "of a well server"},
		{len(s.Lapsed) > 0, fmt.Sprintf("%v expire", s.Lapsed)},
	} {
		if part.shown {
			text += ", " + part.text
		}
	}
	return fmt.Sprintf("%s; order %v, then %d answers", text, s.Order, s.Answers)
}

// chaosDeck is what happens in every round, in an order that the seed decides.
// Every second round has an outage in it too, which takes its time.
var chaosDeck = []string{
	"set", "set", "set", "clear", "transfer", "reorganise", "reorganise well",
	"fault", "fault", "fault", "fault", "fault", "faults", "mend", "upstream", "upstream",
	"reload", "bad reload", "without", "flush", "second", "stop", "kill", "away", "life", "life", "life", "life",
}

// life is where a name that expires stands, in days of the chain.
type life struct {
	held  bool
	until int // its expiry; 0: never registered
}

const graceDays = 30

// chaosSchedule is the first count steps of a seed. It depends on nothing else:
// not on how fast the machine is, nor on what the server does.
func chaosSchedule(seed uint64, count int) (list []chaosStep) {
	r := rand.New(rand.NewPCG(seed, 0))
	var faults, deck []string
	lives, today := map[string]life{}, 0
	for round := 0; len(list) < count; {
		if len(deck) == 0 {
			deck = slices.Clone(chaosDeck)
			if round++; round%2 == 0 {
				deck = append(deck, "outage")
			}
			r.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		}
		s := chaosStep{Do: deck[0], Index: -1, Order: [2]int{r.IntN(2), r.IntN(2)}, Answers: r.IntN(80)}
		deck = deck[1:]
		fault := func() string {
			if len(faults) == 0 {
				faults = slices.Clone(endpointFaults)
				r.Shuffle(len(faults), func(i, j int) { faults[i], faults[j] = faults[j], faults[i] })
			}
			defer func() { faults = faults[1:] }()
			return faults[0]
		}
		switch s.Do {
		case "set", "clear", "flush":
			s.Name = chaosHeld[r.IntN(len(chaosHeld))]
		case "transfer":
			s.Name, s.Index = chaosHeld[r.IntN(len(chaosHeld))], r.IntN(4)
		case "reorganise", "reorganise well":
			s.Name, s.Depth, s.Well, s.Do = chaosHeld[r.IntN(len(chaosHeld))], r.IntN(9), s.Do != "reorganise", "reorganise"
		case "fault":
			s.Index = r.IntN(2)
			s.Faults[s.Index], s.Slow = fault(), time.Duration(r.IntN(500))*time.Millisecond
		case "faults":
			s.Faults, s.Slow = [2]string{fault(), fault()}, time.Duration(r.IntN(500))*time.Millisecond
		case "away":
			out := []string{"closed", "limits", "hangs"}
			s.Name, s.Faults, s.Well = chaosHeld[r.IntN(len(chaosHeld))], [2]string{out[r.IntN(3)], out[r.IntN(3)]}, true
		case "outage":
			s.Faults = [2]string{"closed", "limits"}
		case "upstream":
			s.Index = r.IntN(2)
			s.Faults[s.Index] = []string{"ok", "dead", "slow", "servfail", "garbage", "other"}[r.IntN(6)]
		case "life":
			s.Name = chaosBrief[r.IntN(len(chaosBrief))]
			today = s.live(lives, today, r)
		}
		list = append(list, s)
	}
	return list
}

// live takes a name that expires to the next point of its life, and returns the
// day on which that is.
func (s *chaosStep) live(lives map[string]life, today int, r *rand.Rand) int {
	before := lives[s.Name]
	grace := before.until != 0 && today < before.until+graceDays
	switch {
	case before.held:
		s.Do, s.Days = "expire", before.until-today
	case grace && r.IntN(2) == 0:
		s.Do = "renew"
	case grace: // by another, when it is free
		s.Do, s.Days = "register", before.until+graceDays-today
	default:
		s.Do = "register"
	}
	today += s.Days
	for _, name := range chaosBrief {
		if l := lives[name]; l.held && l.until <= today {
			s.Lapsed = append(s.Lapsed, name)
			lives[name] = life{until: l.until}
		}
	}
	if s.Do == "expire" {
		return today
	}
	from := today
	if s.Do == "renew" {
		from = before.until
	}
	s.Index, s.Length = 1+r.IntN(3), graceDays+1+r.IntN(graceDays)
	// No two names end, or cease to be their old owner's, on one day.
	for slices.ContainsFunc(chaosBrief, func(name string) bool {
		return name != s.Name && (lives[name].until-from-s.Length)%graceDays == 0
	}) {
		s.Length++
	}
	lives[s.Name] = life{held: true, until: from + s.Length}
	return today
}

// TestF31Schedule: what happens is the seed's alone, the more steps the longer,
// and everything that can happen does.
func TestF31Schedule(t *testing.T) {
	for seed := range uint64(20) {
		long, again := chaosSchedule(seed, 500), chaosSchedule(seed, 500)
		if !reflect.DeepEqual(long, again) {
			t.Fatalf("seed %d makes two schedules", seed)
		}
		if short := chaosSchedule(seed, chaosSteps); !reflect.DeepEqual(short, long[:chaosSteps]) {
			t.Fatalf("seed %d: the first %d steps depend on how many there are", seed, chaosSteps)
		}
		if other := chaosSchedule(seed+1, 500); reflect.DeepEqual(long, other) {
			t.Fatalf("seeds %d and %d make one schedule", seed, seed+1)
		}
		done, faults := map[string]bool{}, map[string]bool{}
		for _, s := range long {
			done[s.Do] = true
			for _, f := range s.Faults {
				faults[f] = true
			}
			if s.Length > 0 && len(s.Lapsed) > 1 || s.Days < 0 {
				t.Fatalf("seed %d: %v", seed, s)
			}
		}
		for _, do := range append([]string{"outage", "register", "expire", "renew"}, chaosDeck...) {
			if do != "life" && do != "reorganise well" && !done[do] {
				t.Fatalf("seed %d: no %s", seed, do)
			}
		}
		for _, f := range endpointFaults {
			if !faults[f] {
				t.Fatalf("seed %d: no endpoint is %s", seed, f)
			}
		}
	}
}
