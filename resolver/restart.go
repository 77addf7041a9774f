package resolver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"chainzone/resolver/snapshot"
	"chainzone/zone"
)

const (
	// snapshotFile is in the state folder.
	snapshotFile = "names.snapshot"
	// restoreWait bounds the time that a start waits for its disk, and for names
	// to be taken in: a start is never late because of what it might save.
	restoreWait = 1500 * time.Millisecond
	// settling is for how long after a start queries wait to hear what changed
	// since the last run, before they are given what may be out of date.
	settling = time.Second
	// ahead is by how much a snapshot may be from the future, where the clock was
	// set back a little.
	ahead = time.Minute
)

// Restore takes in the names that an earlier run left in the state folder. Once a
// head is confirmed, and it is known what changed up to it, those that changed are
// dropped and the others count as if they had been read. Until then queries wait,
// in the first second, and are given them as stale afterwards. What cannot be used
// is left alone, and the log says why. Restore is called before the sources are asked for anything
// and before Run; it takes at most 1.5 s.
func (s *Server) Restore() {
	if s.config.State == "" {
		return
	}
	file := filepath.Join(s.config.State, snapshotFile)
	began := time.Now()
	type outcome struct {
		origins []snapshot.Origin
		err     error
	}
	read := make(chan outcome, 1)
	go func() { // which a disk that hangs leaves behind
		origins, err := readSnapshot(file)
		read <- outcome{origins, err}
	}()
	var got outcome
	select {
	case got = <-read:
	case <-time.After(restoreWait):
		got.err = fmt.Errorf("it was not read within %v", restoreWait)
	}
	if errors.Is(got.err, os.ErrNotExist) {
		return
	}
	if got.err != nil {
		s.log.Warn("starting without the names of the last run", "file", file, "err", got.err)
		return
	}
	for i := range got.origins {
		s.restore(&got.origins[i], file, began)
	}
}

func readSnapshot(file string) ([]snapshot.Origin, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	case info.Size() > snapshot.MaxBytes:
		return nil, fmt.Errorf("it has %d bytes, more than %d", info.Size(), snapshot.MaxBytes)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(f, snapshot.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	return snapshot.Decode(data)
}

// restore takes in one origin's names.
func (s *Server) restore(from *snapshot.Origin, file string, began time.Time) {
	log := s.log.With("file", file, "data", from.Data)
	o := s.rules.Load().originOfData(from.Data)
	if o == nil {
		log.Warn("the names of the last run are not used: they are of contracts, a chain or a kind of head that is not configured")
		return
	}
	confirmed := from.Position.Head.Confirmed
	switch age := began.Sub(confirmed); {
	case age > staleFor:
		log.Warn("the names of the last run are not used: they are too old", "age", age.Round(time.Second))
		return
	case age < -ahead:
		log.Warn("the names of the last run are not used: they are from the future; was the clock set back?", "by", -age.Round(time.Second))
		return
	case age < 0:
		from.Position.Head.Confirmed = began.Round(0)
	}
	o.confirmed, o.settleBy = from.Position.Head.Confirmed, time.Now().Add(settling)
	o.resuming.Store(true)
	o.Source.Resume(from.Position)
	era, count := o.epoch.Load(), 0
	for i := range from.Names {
		if i%64 == 0 && time.Since(began) > restoreWait {
			log.Warn("not all names of the last run were taken in: it took too long", "names", len(from.Names))
			break
		}
		if h, ok := o.revive(&from.Names[i], era); ok {
			o.zones.Add(o.at(h.state.Node), h)
			count++
		}
	}
	log.Info("names of the last run", "names", count, "block", from.Position.Head.Number, "age", began.Sub(confirmed).Round(time.Second))
}

// settle waits until it is known what changed since the last run, for a moment
// after the start.
func (m *memory) settle(ctx context.Context, w *work) {
	if !m.resuming.Load() || !time.Now().Before(m.settleBy) {
		return
	}
	w.wait()
	wait := time.NewTimer(time.Until(m.settleBy))
	defer wait.Stop()
	select {
	case <-m.settled:
	case <-wait.C:
	case <-ctx.Done():
	}
}

// revive is an entry of a snapshot as fetch would have read it.
func (o *origin) revive(from *snapshot.Name, era *epoch) (held, bool) {
	if !from.Name.IsAtOrBelow(o.Name) {
		return held{}, false
	}
	if key, possible := o.keyOf(from.Name); !possible || key != from.Name {
		return held{}, false
	}
	z, err := o.decode(from.Name, from.State.Image)
	if err != nil {
		return held{}, false // another version of this program wrote it
	}
	state := from.State
	state.Node, state.Image = o.Source.Node(from.Name), nil
	return held{zone: z, state: state, epoch: era}, true
}

// originOfData is the origin that is read from there, nil if none.
func (r *rules) originOfData(data string) *origin {
	for _, o := range r.origins {
		if data != "" && o.Data == data {
			return o
		}
	}
	return nil
}

// keep leaves what is exact in the state folder for the next run. Nothing is
// followed any more.
func (s *Server) keep() {
	if s.config.State == "" {
		return
	}
	file := filepath.Join(s.config.State, snapshotFile)
	data, left := snapshot.Encode(s.snapshot())
	if left > 0 {
		s.log.Warn("not all names are kept for the next run: there are too many", "left", left)
	}
	if err := writeWhole(file, data); err != nil {
		s.log.Warn("the next run will start without the names of this one", "file", file, "err", err)
	}
}

func (s *Server) snapshot() (list []snapshot.Origin) {
	at := map[*memory]int{}
	for _, o := range s.rules.Load().origins {
		position, ok := o.Source.Position()
		if !ok || o.Data == "" {
			continue
		}
		at[o.memory] = len(list)
		list = append(list, snapshot.Origin{Data: o.Data, Position: position})
	}
	for p, h := range s.zones.All() {
		i, ok := at[p.memory]
		if !ok || h.epoch != p.memory.epoch.Load() {
			continue
		}
		state := h.state
		state.Image = h.zone.Image()
		list[i].Names = append(list[i].Names, snapshot.Name{Name: h.zone.Apex(), State: state})
	}
	return list
}

// decode reads the image of a name of the origin, or of the origin itself.
func (o *origin) decode(name zone.Name, image []byte) (*zone.Zone, error) {
	if name == o.Name {
		return zone.DecodeOrigin(name, image)
	}
	return zone.Decode(name, image)
}
