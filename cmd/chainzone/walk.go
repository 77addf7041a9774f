package main

import (
	"errors"
	"fmt"
	"time"

	"chainzone/chain"
)

// walk takes one registration from its commitment to the name. Where it stands
// is asked of the chain before every step, and never remembered: whatever was
// lost, sent or undone meanwhile, the next step is the one that is left.
type walk struct {
	s              *session
	signer         *chain.Signer
	request        chain.Request
	commitment     [32]byte
	commit, reveal string // the two steps, for the outbox
	agreed         bool   // this run asked, or an earlier one did
	fresh          bool   // not in the journal yet
}

func revealRef(commitment [32]byte) string { return fmt.Sprintf("reveal %x", commitment) }

func (s *session) newWalk(signer *chain.Signer, request chain.Request, fresh bool) (*walk, error) {
	commitment, err := s.client.Commitment(request)
	if err != nil {
		return nil, err
	}
	return &walk{
		s: s, signer: signer, request: request, commitment: commitment, fresh: fresh,
		commit: fmt.Sprintf("commit %x", commitment), reveal: revealRef(commitment),
	}, nil
}

const (
	setbacks = 5           // steps in a row that the chain undid, then it is given up
	walkPoll = time.Second // between looks at the chain's clock

	// unminedLooks is how often a name that is held is looked at again before it
	// counts as registered by another's transaction, where no block has ours.
	unminedLooks = 2
)

// errLost is a name that somebody else got first.
var errLost = errors.New("the name is somebody else's now")

// dryRun says what it would cost.
func (w *walk) dryRun() error {
	tx, err := w.signer.Commit(w.s.ctx, w.request)
	if errors.Is(err, chain.ErrReverted) {
		return failf(exitRefused, "%s is committed to already, so nothing is left to say: chainzone name pending shows how far it is", w.request.Name)
	}
	if err != nil {
		return err
	}
	return w.agree(tx)
}

// toTheEnd returns when the owner has the name, as deep as was asked for.
func (w *walk) toTheEnd() (chain.Standing, error) {
	for failed, unmined := 0, 0; ; {
		standing, err := w.s.client.Standing(w.s.ctx, w.request.Name, w.commitment)
		if err != nil {
			return standing, err
		}
		switch {
		case standing.Held() && standing.Owner != w.request.Owner:
			return standing, errLost
		case standing.Held():
			depth, err := w.signer.Confirm(w.s.ctx, w.reveal)
			if err != nil || depth == chain.Deep || depth == chain.Unsent {
				return standing, err
			}
			if depth == chain.Unmined {
				// Somebody else brought the same registration, unless the block that
				// had ours was undone since the name was read.
				if unmined++; unmined > unminedLooks {
					return standing, nil
				}
				if err := w.s.pause(walkPoll); err != nil {
					return standing, err
				}
			}
			continue // a reorganisation may have taken it back
		case standing.Ready():
			err = w.doReveal(standing)
		case standing.Open():
			err = w.untilReady(standing)
		default:
			err = w.doCommit()
		}
		if err == nil {
			continue
		}
		// The chain moved under the step: somebody sent our commitment before
		// us, a block was undone, the name was taken.
		undone := errors.Is(err, chain.ErrReverted) || errors.Is(err, chain.ErrTaken) || errors.Is(err, chain.ErrReplaced)
		if failed++; !undone || failed > setbacks {
			return standing, err
		}
		if err := w.s.pause(walkPoll); err != nil {
			return standing, err
		}
	}
}

// doCommit makes the commitment known.
func (w *walk) doCommit() error {
	_, found, err := w.signer.Continue(w.s.ctx, w.commit)
	if found || err != nil {
		return err
	}
	tx, err := w.signer.Commit(w.s.ctx, w.request)
	if err != nil {
		return err
	}
	tx.Ref = w.commit
	if err := w.agree(tx); err != nil {
		return err
	}
	if w.fresh {
		if err := w.s.keep(w.request, w.commitment); err != nil {
			return err
		}
		w.fresh = false
	}
	// A reveal that waited until the commitment was too old is of no use now.
	live, err := w.signer.UnderWay(w.s.ctx)
	if err != nil {
		return err
	}
	for _, one := range live {
		if one.Ref == w.reveal {
			if err := w.signer.Instead(w.s.ctx, one, tx); err != nil {
				return err
			}
			break
		}
	}
	w.s.progress("[1/3] commit to %s: waiting for a block", w.request.Name)
	if _, err := w.signer.Send(w.s.ctx, tx); err != nil {
		return err
	}
	w.s.note("[1/3] committed")
	return nil
}

// agree shows what all of it costs, and asks once.
func (w *walk) agree(commit *chain.Tx) error {
	if w.agreed {
		return nil
	}
	w.agreed = true
	return w.s.agree(fmt.Sprintf("register %s for %s to %s", w.request.Name, chain.Days(w.request.Duration), w.request.Owner),
		commit.Gas+commit.Later, w.request.MaxPrice, commit.MaxFeeOfAll())
}

// untilReady waits a while for the commitment to age, by the newest block. Where the
// next block would be old enough, and no block comes without a transaction, the reveal
// is the transaction that it comes with.
func (w *walk) untilReady(standing chain.Standing) error {
	if w.s.client.Due(w.s.ctx, standing) {
		if sent, err := w.revealNext(standing); sent || err != nil {
			return err
		}
	}
	w.s.progress("[2/3] wait %v until it can be revealed (Ctrl-C, and the same command later goes on from here)", standing.From.Sub(standing.Now))
	return w.s.pause(walkPoll)
}

// doReveal registers the name.
func (w *walk) doReveal(standing chain.Standing) error {
	return w.revealWith(standing, func() (*chain.Tx, error) { return w.signer.Reveal(w.s.ctx, w.request) })
}

// revealNext registers the name in the next block, and says whether it tried: an
// endpoint that refuses it as too new, or has no pending block to try it at, is asked
// again later.
func (w *walk) revealNext(standing chain.Standing) (tried bool, err error) {
	tx, err := w.signer.RevealNext(w.s.ctx, w.request)
	if err != nil {
		return false, w.s.ctx.Err()
	}
	return true, w.revealWith(standing, func() (*chain.Tx, error) { return tx, nil })
}

// revealWith sends the reveal, unless it is under way.
func (w *walk) revealWith(standing chain.Standing, prepare func() (*chain.Tx, error)) error {
	if depth, err := w.signer.Confirm(w.s.ctx, w.commit); err != nil || depth == chain.Deepened {
		return err
	}
	w.s.progress("[3/3] reveal %s: waiting for a block", w.request.Name)
	_, found, err := w.signer.Continue(w.s.ctx, w.reveal)
	if !found && err == nil {
		var tx *chain.Tx
		if tx, err = prepare(); err == nil {
			tx.Ref = w.reveal
			_, err = w.signer.Send(w.s.ctx, tx)
		}
	}
	if err != nil {
		return fmt.Errorf("%w (the commitment is good until %s, and the same command goes on)", err, utc(uint64(standing.Until.Unix())))
	}
	w.s.note("[3/3] revealed")
	return nil
}

// forget takes a registration that is over out of the journal.
func (w *walk) forget() error {
	if err := w.signer.Forget(w.s.ctx, w.commit, w.reveal); err != nil {
		return err
	}
	return w.s.journal.Finish(w.s.client.Deployment().Controller, w.request.Name.Label(0))
}

// pause waits, unless it is interrupted.
func (s *session) pause(d time.Duration) error {
	select {
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-time.After(d):
		return nil
	}
}
