package devnet_test

import (
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/zone"
)

const (
	modelGrace       = 30 * 86400
	modelMaxDuration = 36_500 * 86400
	modelMinDuration = 28 * 86400
	modelMinAge      = 60
	modelMaxAge      = 86400
	modelMaxImage    = 8192
)

// model is registry, controller and price list by docs/contracts.md, written
// without looking at the Solidity. A rule returns the name of the error that
// the contracts must refuse with, or "" and has changed the model.
type model struct {
	registry, controller common.Address
	origin               common.Hash
	ceilings             [5]*big.Int
	premium              uint64 // prices of a year at the end of grace

	names       map[common.Hash]*modelName // the origin's own zone is among them
	operators   map[[2]common.Address]bool // owner, operator
	controllers map[common.Address]bool
	commitments map[common.Hash]uint64
	prices      []*big.Int
	balances    map[common.Address]*big.Int // of registry, controller and treasuries

	owner, pending, treasury, renderer common.Address
	hash                               common.Hash // 216 bits, as a number
	changed                            uint64
}

type modelName struct {
	owner, approved, manager common.Address
	expiry                   uint64
	serial                   uint32
	image                    string
}

func (m *model) clone() *model {
	c := *m
	c.names = make(map[common.Hash]*modelName, len(m.names))
	for node, n := range m.names {
		copied := *n
		c.names[node] = &copied
	}
	c.balances = make(map[common.Address]*big.Int, len(m.balances))
	for a, b := range m.balances {
		c.balances[a] = new(big.Int).Set(b)
	}
	c.operators, c.controllers, c.commitments = maps.Clone(m.operators), maps.Clone(m.controllers), maps.Clone(m.commitments)
	c.prices = slices.Clone(m.prices)
	return &c
}

func (m *model) node(label string) common.Hash {
	return crypto.Keccak256Hash(m.origin[:], crypto.Keccak256([]byte(label)))
}

// name is never nil; one that was never registered is all zeros.
func (m *model) name(node common.Hash) *modelName {
	if m.names[node] == nil {
		m.names[node] = new(modelName)
	}
	return m.names[node]
}

func (n *modelName) word() *big.Int {
	word := new(big.Int)
	if n.image != "" {
		word.SetBytes(crypto.Keccak256([]byte(n.image))[12:])
	}
	word.Lsh(word, 40).Or(word, new(big.Int).SetUint64(n.expiry))
	word.Lsh(word, 32).Or(word, new(big.Int).SetUint64(uint64(n.serial)))
	return word.Lsh(word, 24)
}

func (n *modelName) free(now uint64) bool { return n.expiry == 0 || now >= n.expiry+modelGrace }

// live says why a name cannot be used now, "" if it can.
func (n *modelName) live(now uint64) string {
	switch {
	case now < n.expiry:
		return ""
	case n.free(now):
		return "NameNotRegistered"
	}
	return "NameExpired"
}

func (m *model) mayMove(n *modelName, who common.Address) bool {
	return who == n.owner || who == n.approved || m.operators[[2]common.Address{n.owner, who}]
}

// change is what every change of a word does.
func (m *model) change(now uint64, node common.Hash) {
	word := common.BigToHash(m.name(node).word())
	sum := crypto.Keccak256(m.hash[:], node[:], word[:])
	m.hash = common.BytesToHash(sum[:27]) // the upper 216 bits, at the lower end
	m.changed = now
}

func (m *model) changes() *big.Int {
	v := new(big.Int).Lsh(m.hash.Big(), 40)
	return v.Or(v, new(big.Int).SetUint64(m.changed))
}

func imageError(image string) string {
	switch {
	case image == "":
		return ""
	case len(image) == 1 || len(image) > modelMaxImage:
		return "InvalidImageSize"
	case image[0] != 1:
		return "UnknownImageVersion"
	}
	return ""
}

func (m *model) write(now uint64, node common.Hash, image string) string {
	if refused := imageError(image); refused != "" {
		return refused
	}
	n := m.name(node)
	n.image = image
	n.serial++
	m.change(now, node)
	return ""
}

func (m *model) setZone(now uint64, from common.Address, node common.Hash, image string, expected *uint32) string {
	n := m.name(node)
	if refused := n.live(now); refused != "" {
		return refused
	}
	if !m.mayMove(n, from) && from != n.manager {
		return "NotAuthorized"
	}
	if expected != nil && *expected != n.serial {
		return "SerialMismatch"
	}
	return m.write(now, node, image)
}

// setZoneBySig: signer is who signed what is brought, zero if it is anything else.
func (m *model) setZoneBySig(now uint64, node common.Hash, image string, deadline uint64, serial uint32, signer common.Address) string {
	if now > deadline {
		return "SignatureExpired"
	}
	n := m.name(node)
	if refused := n.live(now); refused != "" {
		return refused
	}
	if serial != n.serial || !m.mayMove(n, signer) && signer != n.manager || signer == (common.Address{}) {
		return "InvalidSignature"
	}
	return m.write(now, node, image)
}

func (m *model) setManager(now uint64, from common.Address, node common.Hash, to common.Address) string {
	n := m.name(node)
	if refused := n.live(now); refused != "" {
		return refused
	}
	if !m.mayMove(n, from) {
		return "NotAuthorized"
	}
	n.manager = to
	return ""
}

func (m *model) approve(now uint64, from common.Address, node common.Hash, to common.Address) string {
	n := m.name(node)
	if refused := n.live(now); refused != "" {
		return refused
	}
	if from != n.owner && !m.operators[[2]common.Address{n.owner, from}] {
		return "ERC721InvalidApprover"
	}
	n.approved = to
	return ""
}

func (m *model) transfer(now uint64, from common.Address, node common.Hash, of, to common.Address) string {
	n := m.name(node)
	if to == (common.Address{}) {
		return "ERC721InvalidReceiver"
	}
	if refused := n.live(now); refused != "" {
		return refused
	}
	if !m.mayMove(n, from) {
		return "ERC721InsufficientApproval"
	}
	if of != n.owner {
		return "ERC721IncorrectOwner"
	}
	n.owner, n.approved, n.manager = to, common.Address{}, common.Address{}
	return ""
}

func (m *model) setOperator(from, operator common.Address, approved bool) string {
	if operator == (common.Address{}) {
		return "ERC721InvalidOperator"
	}
	m.operators[[2]common.Address{from, operator}] = approved
	return ""
}

func (m *model) register(now uint64, from common.Address, label string, owner common.Address, expiry uint64, image string) string {
	node := m.node(label)
	n := m.name(node)
	switch {
	case !m.controllers[from]:
		return "NotController"
	case zone.CheckLabel(label) != nil:
		return "InvalidLabel"
	case !n.free(now):
		return "NameTaken"
	case expiry <= now:
		return "ExpiryNotLater"
	case expiry > now+modelMaxDuration:
		return "ExpiryTooFar"
	case owner == (common.Address{}):
		return "ERC721InvalidReceiver"
	}
	if refused := imageError(image); refused != "" {
		return refused
	}
	m.names[node] = &modelName{owner: owner, expiry: expiry, serial: n.serial + 1, image: image}
	m.change(now, node)
	return ""
}

func (m *model) extend(now uint64, from common.Address, label string, expiry uint64) string {
	if !m.controllers[from] {
		return "NotController"
	}
	return m.prolong(now, label, expiry)
}

func (m *model) prolong(now uint64, label string, expiry uint64) string {
	node := m.node(label)
	n := m.name(node)
	switch {
	case zone.CheckLabel(label) != nil:
		return "InvalidLabel"
	case n.free(now):
		return "NameNotRegistered"
	case expiry <= n.expiry:
		return "ExpiryNotLater"
	case expiry > now+modelMaxDuration:
		return "ExpiryTooFar"
	}
	n.expiry = expiry
	m.change(now, node)
	return ""
}

func (m *model) renewAtRegistry(now uint64, label string, duration uint64, paid *big.Int) string {
	if duration == 0 || duration > modelMaxDuration {
		return "InvalidDuration"
	}
	price := m.ceilingPrice(label, duration)
	if paid.Cmp(price) < 0 {
		return "PaymentTooSmall"
	}
	if refused := m.prolong(now, label, m.name(m.node(label)).expiry+duration); refused != "" {
		return refused
	}
	m.take(m.registry, price)
	return ""
}

func times(price *big.Int, duration uint64) *big.Int {
	return new(big.Int).Mul(price, new(big.Int).SetUint64(duration))
}

func (m *model) take(to common.Address, price *big.Int) {
	m.balance(to).Add(m.balance(to), price)
}

func (m *model) balance(of common.Address) *big.Int {
	if m.balances[of] == nil {
		m.balances[of] = new(big.Int)
	}
	return m.balances[of]
}

func (m *model) withdraw(from common.Address) string {
	m.take(m.treasury, m.balance(from))
	m.balances[from] = new(big.Int)
	return ""
}

func (m *model) pricePerSecond(label string) *big.Int {
	return m.prices[min(max(len(label), 1), len(m.prices))-1]
}

func (m *model) ceilingPrice(label string, duration uint64) *big.Int {
	return times(m.ceilings[min(max(len(label), 1), len(m.ceilings))-1], duration)
}

// price is what a registration costs now.
func (m *model) price(now uint64, label string, duration uint64) *big.Int {
	price := times(m.pricePerSecond(label), duration)
	if expiry := m.name(m.node(label)).expiry; expiry != 0 {
		price.Add(price, m.premiumAt(now, label, expiry))
	}
	return price
}

// premiumAt halves each day after the end of grace, evenly within a day, for 21
// days.
func (m *model) premiumAt(now uint64, label string, expiry uint64) *big.Int {
	const day = 86400
	passed := max(now, expiry+modelGrace) - (expiry + modelGrace)
	if passed >= 21*day {
		return new(big.Int)
	}
	first := times(m.pricePerSecond(label), 365*day*m.premium)
	first.Rsh(first, uint(passed/day))
	fall := new(big.Int).Sub(first, new(big.Int).Rsh(first, 1))
	fall.Mul(fall, new(big.Int).SetUint64(passed%day)).Div(fall, big.NewInt(day))
	return first.Sub(first, fall)
}

func (m *model) renewalPrice(label string, duration uint64) *big.Int {
	price, ceiling := times(m.pricePerSecond(label), duration), m.ceilingPrice(label, duration)
	if price.Cmp(ceiling) > 0 {
		return ceiling
	}
	return price
}

func (m *model) commit(now uint64, commitment common.Hash) string {
	if since := m.commitments[commitment]; since != 0 && now < since+modelMaxAge {
		return "CommitmentActive"
	}
	m.commitments[commitment] = now
	return ""
}

func (m *model) reveal(now uint64, r modelRequest, commitment common.Hash, paid *big.Int) string {
	since, price := m.commitments[commitment], m.price(now, r.Label, r.Duration)
	switch {
	case r.Duration < modelMinDuration:
		return "DurationTooShort"
	case since == 0:
		return "CommitmentMissing"
	case now < since+modelMinAge:
		return "CommitmentTooNew"
	case now >= since+modelMaxAge:
		return "CommitmentTooOld"
	case zone.CheckLabel(r.Label) != nil:
		return "InvalidLabel"
	case price.Cmp(r.MaxPrice) > 0:
		return "PriceAboveMaximum"
	case paid.Cmp(price) < 0:
		return "PaymentTooSmall"
	case now+r.Duration < now:
		return "Panic"
	}
	if refused := m.register(now, m.controller, r.Label, r.Owner, now+r.Duration, string(r.Image)); refused != "" {
		return refused
	}
	delete(m.commitments, commitment)
	m.take(m.controller, price)
	return ""
}

func (m *model) renewAtController(now uint64, label string, duration uint64, most, paid *big.Int) string {
	price, expiry := m.renewalPrice(label, duration), m.name(m.node(label)).expiry
	switch {
	case zone.CheckLabel(label) != nil:
		return "InvalidLabel"
	case price.Cmp(most) > 0:
		return "PriceAboveMaximum"
	case paid.Cmp(price) < 0:
		return "PaymentTooSmall"
	case expiry+duration < expiry:
		return "Panic"
	}
	if refused := m.extend(now, m.controller, label, expiry+duration); refused != "" {
		return refused
	}
	m.take(m.controller, price)
	return ""
}

func (m *model) govern(from common.Address, change func() string) string {
	if from != m.owner {
		return "OwnableUnauthorizedAccount"
	}
	return change()
}
