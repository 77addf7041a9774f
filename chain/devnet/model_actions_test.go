package devnet_test

import (
	"encoding/binary"
	"math/big"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"chainzone/chain/devnet"
)

// modelRequest is a registration as the controller takes it.
type modelRequest struct {
	Label    string
	Owner    common.Address
	Duration uint64
	Image    []byte
	MaxPrice *big.Int
	Secret   [32]byte
}

// modelAction is one transaction and the rule that says what comes of it.
type modelAction struct {
	from  devnet.Account
	to    common.Address
	data  []byte
	value *big.Int
	price func(m *model, now uint64) *big.Int // what of value is kept if it succeeds; nil: nothing
	rule  func(m *model, now uint64) string
}

// modelSigned is a signature for setZoneBySig, kept to be brought later.
type modelSigned struct {
	node      common.Hash
	image     string
	deadline  uint64
	serial    uint32
	signer    common.Address
	signature []byte
}

// actor thinks up actions at random; some of them must fail.
type actor struct {
	*modelWorld
	*rand.Rand
	requests   []modelRequest
	signatures []modelSigned
}

// setZoneType is the EIP-712 type of what is signed.
const setZoneType = "SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline)"

var modelLabels = []string{"alice", "bob", "ab", "x", "xn--bcher-kva", "ns1", "Bad", "-", "ab--c"}

func (a *actor) label() string {
	if a.IntN(8) > 0 {
		return modelLabels[a.IntN(4)]
	}
	return modelLabels[a.IntN(len(modelLabels))]
}

func (a *actor) someone() devnet.Account { return a.Accounts[a.IntN(5)] }

// anybody is sometimes nobody.
func (a *actor) anybody() common.Address {
	if a.IntN(9) == 0 {
		return common.Address{}
	}
	return a.someone().Address
}

func (a *actor) image() string {
	size := a.IntN(200)
	switch a.IntN(12) {
	case 0:
		return ""
	case 1:
		size = 8000 + a.IntN(400)
	}
	image := make([]byte, size)
	for i := range image {
		image[i] = byte(a.Uint32())
	}
	if size > 0 && a.IntN(20) > 0 {
		image[0] = 1
	}
	return string(image)
}

func (a *actor) duration() uint64 {
	switch a.IntN(12) {
	case 0:
		return a.Uint64()
	case 1:
		return uint64(a.IntN(2 * modelMaxDuration))
	case 2:
		return uint64(a.IntN(modelMinDuration))
	}
	return modelMinDuration + uint64(a.IntN(40*86400))
}

// payment is the price, too little or more than it.
func (a *actor) payment(price *big.Int) *big.Int {
	value := new(big.Int).Set(price)
	switch a.IntN(8) {
	case 0:
		value.Sub(value, big.NewInt(1))
	case 1:
		value.Add(value, big.NewInt(int64(a.IntN(1e9))))
	}
	if rich := new(big.Int).Mul(big.NewInt(100), big.NewInt(1e18)); value.Cmp(rich) > 0 || value.Sign() < 0 {
		return new(big.Int)
	}
	return value
}

// next is an action on what the model m knows.
func (a *actor) next(m *model, now uint64) modelAction {
	from := a.someone()
	who := from.Address
	label := a.label()
	node := m.node(label)
	if a.IntN(25) == 0 {
		node = m.origin
	}
	id := node.Big()
	// Mostly those act who may.
	if n := m.names[node]; n != nil && a.IntN(3) > 0 {
		for _, account := range a.Accounts[:5] {
			if account.Address == n.owner {
				from, who = account, account.Address
			}
		}
	}
	at := func(to common.Address, rule func(*model, uint64) string, method string, args ...any) modelAction {
		return modelAction{from: from, to: to, data: a.pack(to, method, args...), rule: rule}
	}
	registry, controller := m.registry, m.controller
	switch a.IntN(20) {
	case 0, 1:
		image := a.image()
		if a.IntN(2) == 0 {
			return at(registry, func(m *model, now uint64) string { return m.setZone(now, who, node, image, nil) }, "setZone", node, []byte(image))
		}
		expected := m.name(node).serial + uint32(a.IntN(4)/3)
		return at(registry, func(m *model, now uint64) string { return m.setZone(now, who, node, image, &expected) }, "setZone0", node, []byte(image), expected)
	case 2:
		to := a.anybody()
		return at(registry, func(m *model, now uint64) string { return m.setManager(now, who, node, to) }, "setManager", node, to)
	case 3:
		to := a.anybody()
		return at(registry, func(m *model, now uint64) string { return m.approve(now, who, node, to) }, "approve", to, id)
	case 4:
		to, approved := a.anybody(), a.IntN(2) == 0
		return at(registry, func(m *model, _ uint64) string { return m.setOperator(who, to, approved) }, "setApprovalForAll", to, approved)
	case 5, 6:
		of, to := m.name(node).owner, a.anybody()
		if a.IntN(9) == 0 {
			of = a.anybody()
		}
		method := []string{"transferFrom", "safeTransferFrom"}[a.IntN(2)]
		return at(registry, func(m *model, now uint64) string { return m.transfer(now, who, node, of, to) }, method, of, to, id)
	case 7, 8:
		return a.bring(m, now, from, node)
	case 9, 10, 11:
		return a.commit(m, now, from, label)
	case 12, 13, 14:
		return a.reveal(m, now, from)
	case 15, 16:
		duration := a.duration()
		act := at(registry, nil, "renew", label, duration)
		act.value = a.payment(m.ceilingPrice(label, duration))
		act.rule = func(m *model, now uint64) string { return m.renewAtRegistry(now, label, duration, act.value) }
		act.price = func(m *model, _ uint64) *big.Int { return m.ceilingPrice(label, duration) }
		if a.IntN(2) == 0 {
			most := a.most(m.renewalPrice(label, duration))
			act = at(controller, nil, "renew", label, duration, most)
			act.value = a.payment(m.renewalPrice(label, duration))
			act.rule = func(m *model, now uint64) string {
				return m.renewAtController(now, label, duration, most, act.value)
			}
			act.price = func(m *model, _ uint64) *big.Int { return m.renewalPrice(label, duration) }
		}
		return act
	case 17:
		to := []common.Address{registry, controller}[a.IntN(2)]
		return at(to, func(m *model, _ uint64) string { return m.withdraw(to) }, "withdraw")
	case 18:
		return a.asController(m, now, from, label)
	}
	return a.govern(m, from)
}

func (a *actor) commit(m *model, now uint64, from devnet.Account, label string) modelAction {
	if len(a.requests) == 0 || a.IntN(4) > 0 {
		r := modelRequest{Label: label, Owner: a.anybody(), Duration: a.duration(), Image: []byte(a.image())}
		binary.BigEndian.PutUint64(r.Secret[:], a.Uint64())
		r.MaxPrice = a.most(m.price(now, label, r.Duration))
		a.requests = append(a.requests, r)
	}
	// Often the last one, so that most commitments are revealed.
	c := commitmentOf(m.controller, a.requests[len(a.requests)-1-a.IntN(min(len(a.requests), 3))])
	return modelAction{
		from: from, to: m.controller, data: a.pack(m.controller, "commit", c),
		rule: func(m *model, now uint64) string { return m.commit(now, c) },
	}
}

// most is a maximum of the price or a little more, seldom less.
func (a *actor) most(price *big.Int) *big.Int {
	most := new(big.Int).Add(price, big.NewInt(int64(a.IntN(9)-1)))
	if most.Sign() < 0 {
		return new(big.Int)
	}
	return most
}

// commitmentOf is keccak256 of what docs and interface say, made by hand.
func commitmentOf(controller common.Address, r modelRequest) common.Hash {
	word := func(b []byte) []byte { return common.LeftPadBytes(b, 32) }
	number := func(n uint64) []byte { return word(new(big.Int).SetUint64(n).Bytes()) }
	return crypto.Keccak256Hash(number(devnet.ChainID), word(controller[:]), crypto.Keccak256([]byte(r.Label)), word(r.Owner[:]),
		number(r.Duration), crypto.Keccak256(r.Image), word(r.MaxPrice.Bytes()), r.Secret[:])
}

func (a *actor) reveal(m *model, now uint64, from devnet.Account) modelAction {
	if len(a.requests) == 0 {
		return a.commit(m, now, from, a.label())
	}
	r := a.requests[len(a.requests)-1-a.IntN(min(len(a.requests), 4))]
	c, price := commitmentOf(m.controller, r), func(m *model, now uint64) *big.Int { return m.price(now, r.Label, r.Duration) }
	act := modelAction{from: from, to: m.controller, data: a.pack(m.controller, "register", r), value: a.payment(price(m, now)), price: price}
	act.rule = func(m *model, now uint64) string { return m.reveal(now, r, c, act.value) }
	return act
}

// bring keeps a new signature, or brings one: right, altered, late or used.
func (a *actor) bring(m *model, now uint64, from devnet.Account, node common.Hash) modelAction {
	if len(a.signatures) == 0 || a.IntN(2) == 0 {
		key := a.someone()
		for _, account := range a.Accounts[:5] {
			if account.Address == m.name(node).owner && a.IntN(3) > 0 {
				key = account
			}
		}
		s := modelSigned{node: node, image: a.image(), deadline: now + uint64(a.IntN(200_000)), serial: m.name(node).serial + uint32(a.IntN(5)/4), signer: key.Address}
		digest := a.setZoneHash(s)
		s.signature, _ = crypto.Sign(digest[:], key.Key)
		s.signature[64] += 27
		if a.IntN(10) == 0 {
			s.signature[a.IntN(65)] ^= 1 << a.IntN(8)
			s.signer = common.Address{} // whoever that would be
		}
		a.signatures = append(a.signatures, s)
	}
	s := a.signatures[len(a.signatures)-1-a.IntN(min(len(a.signatures), 5))]
	return modelAction{
		from: from, to: m.registry, data: a.pack(m.registry, "setZoneBySig", s.node, []byte(s.image), new(big.Int).SetUint64(s.deadline), s.signature),
		rule: func(m *model, now uint64) string {
			return m.setZoneBySig(now, s.node, s.image, s.deadline, s.serial, s.signer)
		},
	}
}

func (a *actor) setZoneHash(s modelSigned) common.Hash {
	number := func(n uint64) []byte { return common.LeftPadBytes(new(big.Int).SetUint64(n).Bytes(), 32) }
	domain := crypto.Keccak256(crypto.Keccak256([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")),
		crypto.Keccak256([]byte("NameRegistry")), crypto.Keccak256([]byte("1")), number(devnet.ChainID), common.LeftPadBytes(a.deployment.Registry[:], 32))
	body := crypto.Keccak256(crypto.Keccak256([]byte(setZoneType)),
		s.node[:], crypto.Keccak256([]byte(s.image)), number(uint64(s.serial)), number(s.deadline))
	return crypto.Keccak256Hash([]byte{0x19, 0x01}, domain, body)
}

// asController calls what only controllers may; an account is one at times.
func (a *actor) asController(m *model, now uint64, from devnet.Account, label string) modelAction {
	who := from.Address
	for _, account := range a.Accounts[:5] {
		if m.controllers[account.Address] && a.IntN(3) > 0 {
			from, who = account, account.Address
		}
	}
	expiry := now + a.duration()
	if a.IntN(2) == 0 {
		expiry = m.name(m.node(label)).expiry - 5 + uint64(a.IntN(5_000_000))
		return modelAction{
			from: from, to: m.registry, data: a.pack(m.registry, "extend", label, expiry),
			rule: func(m *model, now uint64) string { return m.extend(now, who, label, expiry) },
		}
	}
	owner, image := a.anybody(), a.image()
	return modelAction{
		from: from, to: m.registry, data: a.pack(m.registry, "register", label, owner, expiry, []byte(image)),
		rule: func(m *model, now uint64) string { return m.register(now, who, label, owner, expiry, image) },
	}
}

// govern is the registry's owner's work, or somebody else's try at it.
func (a *actor) govern(m *model, from devnet.Account) modelAction {
	for _, account := range a.Accounts[:5] {
		if account.Address == m.owner && a.IntN(3) > 0 {
			from = account
		}
	}
	who, to, image := from.Address, a.anybody(), a.image()
	if a.IntN(3) == 0 {
		to = m.controller
	}
	if a.IntN(8) == 0 {
		return a.setPrices(from)
	}
	set := func(method string, change func(m *model, now uint64) string, args ...any) modelAction {
		return modelAction{
			from: from, to: m.registry, data: a.pack(m.registry, method, args...),
			rule: func(m *model, now uint64) string {
				return m.govern(who, func() string { return change(m, now) })
			},
		}
	}
	switch a.IntN(9) {
	case 0, 1:
		return set("addController", func(m *model, _ uint64) string { m.controllers[to] = true; return "" }, to)
	case 2:
		return set("removeController", func(m *model, _ uint64) string { m.controllers[to] = false; return "" }, to)
	case 3:
		treasury := common.BytesToAddress([]byte{0x7e, 0xa5, byte(a.IntN(3))})
		if a.IntN(5) == 0 {
			treasury = common.Address{}
		}
		return set("setTreasury", func(m *model, _ uint64) string {
			if treasury == (common.Address{}) {
				return "ZeroValue"
			}
			m.treasury = treasury
			return ""
		}, treasury)
	case 4:
		return set("setRenderer", func(m *model, _ uint64) string { m.renderer = to; return "" }, to)
	case 5:
		return set("setOriginZone", func(m *model, now uint64) string { return m.write(now, m.origin, image) }, []byte(image))
	case 6:
		return set("transferOwnership", func(m *model, _ uint64) string { m.pending = to; return "" }, to)
	case 7:
		accept := set("acceptOwnership", nil)
		accept.rule = func(m *model, _ uint64) string {
			if who != m.pending {
				return "OwnableUnauthorizedAccount"
			}
			m.owner, m.pending = who, common.Address{}
			return ""
		}
		return accept
	}
	renounce := set("renounceOwnership", nil)
	renounce.rule = func(*model, uint64) string { return "OwnershipRequired" }
	return renounce
}

func (a *actor) setPrices(from devnet.Account) modelAction {
	prices := make([]*big.Int, a.IntN(5))
	valid := len(prices) > 0
	for i := range prices {
		prices[i] = big.NewInt(int64(a.IntN(40) * 50))
		valid = valid && prices[i].Sign() > 0
	}
	return modelAction{
		from: from, to: a.pricing, data: a.pack(a.pricing, "setPrices", prices),
		rule: func(m *model, _ uint64) string {
			switch {
			case from.Address != a.Accounts[0].Address:
				return "OwnableUnauthorizedAccount"
			case !valid:
				return "InvalidPrices"
			}
			m.prices = prices
			return ""
		},
	}
}
