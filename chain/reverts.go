package chain

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/contracts/bindings"
)

// What a chain refuses, for callers that branch; each is wrapped in a sentence.
var (
	ErrNotRegistered     = errors.New("the name is not registered")
	ErrNotAuthorized     = errors.New("this key may not do that")
	ErrTaken             = errors.New("the name is taken")
	ErrExpired           = errors.New("the name has expired")
	ErrInsufficientFunds = errors.New("too little money")
	ErrNotMined          = errors.New("sent, but not mined yet")
	ErrReverted          = errors.New("the contract refused")
	ErrFee               = errors.New("the fee is above its cap")
	ErrReplaced          = errors.New("another transaction took its place")
	ErrMoved             = errors.New("the zone is not the one that was read")
)

// refusal is what one contract error means to a person.
type refusal struct {
	kind error
	what string // one sentence; says what to do
}

func (r *refusal) Error() string { return r.what }
func (r *refusal) Unwrap() error { return r.kind }

// refusals has a sentence for every error in the contracts' ABIs.
var refusals = map[string]refusal{
	"NotController":                  {ErrReverted, "the controller is not allowed to sell names of this registry any more: use the deployment file of the current one"},
	"NameTaken":                      {ErrTaken, "somebody holds the name: choose another"},
	"NameNotRegistered":              {ErrNotRegistered, "nobody holds the name: register it first"},
	"NameExpired":                    {ErrExpired, "the name has expired: renew it first"},
	"NotAuthorized":                  {ErrNotAuthorized, "this key is neither the name's owner nor approved nor its manager: use the owner's key"},
	"ExpiryNotLater":                 {ErrReverted, "the new expiry is not later than the present one: give a duration above zero"},
	"ExpiryTooFar":                   {ErrReverted, "the expiry would be more than 100 years ahead: give a shorter duration"},
	"InvalidClock":                   {ErrReverted, "the chain's clock does not count seconds: names cannot expire on it; choose another chain"},
	"InvalidDuration":                {ErrReverted, "the duration is zero or above 100 years: give another"},
	"PaymentTooSmall":                {ErrReverted, "the price rose above what was sent: try again"},
	"RefundFailed":                   {ErrReverted, "the paying account does not accept its change: pay from another account"},
	"SurplusRefused":                 {ErrReverted, "the paying account does not accept its change: pay from another account"},
	"WithdrawalFailed":               {ErrReverted, "the treasury does not accept the fees: its owner must set another"},
	"InvalidImageSize":               {ErrReverted, "the zone is larger than 8192 bytes: delegate with NS records instead"},
	"UnknownImageVersion":            {ErrReverted, "the zone image has a version that the registry does not know: update this program"},
	"SafeCastOverflowedUintDowncast": {ErrReverted, "the expiry does not fit: give a shorter duration"},
	"SerialMismatch":                 {ErrMoved, "the zone was changed by somebody else meanwhile: look at it and try again"},
	"SignatureExpired":               {ErrReverted, "the signature's deadline has passed: sign again"},
	"InvalidSignature":               {ErrReverted, "the signature does not fit this name and zone: sign again with the owner's or manager's key"},
	"ZeroValue":                      {ErrReverted, "the treasury is the zero address: give another"},
	"InvalidCeiling":                 {ErrReverted, "a ceiling price is 0: give another"},
	"OwnershipRequired":              {ErrReverted, "the registry cannot be left without an owner: transfer it instead"},
	"CommitmentActive":               {ErrReverted, "the same commitment was made already: go on and reveal it"},
	"CommitmentMissing":              {ErrReverted, "there is no such commitment: run the registration again"},
	"CommitmentTooNew":               {ErrReverted, "the commitment is too young: wait and reveal it again"},
	"CommitmentTooOld":               {ErrReverted, "the commitment has expired: run the registration again"},
	"InvalidAges":                    {ErrReverted, "the commitment's ages must be above zero, the least below the most"},
	"DurationTooShort":               {ErrReverted, "a name is registered for at least 28 days: give a longer duration"},
	"PriceAboveMaximum":              {ErrReverted, "the price rose above the most that was agreed to: run the command again"},
	"InvalidPrices":                  {ErrReverted, "prices must be 1 to 2^128 - 1 wei a second: give at least one"},
	"InvalidLabel":                   {ErrReverted, "the label breaks the label rule: use a to z, 0 to 9 and -, not first or last"},
	"ReentrancyGuardReentrantCall":   {ErrReverted, "the contract was called from within itself: pay from an ordinary account"},
	"OwnableInvalidOwner":            {ErrReverted, "the new owner cannot be the zero address"},
	"OwnableUnauthorizedAccount":     {ErrNotAuthorized, "this key does not own the contract: use its owner's key"},
	"ERC721IncorrectOwner":           {ErrNotAuthorized, "the name belongs to somebody else: use its owner's key"},
	"ERC721InsufficientApproval":     {ErrNotAuthorized, "this key may not move the name: use its owner's key"},
	"ERC721InvalidApprover":          {ErrNotAuthorized, "this key may not approve others for the name: use its owner's key"},
	"ERC721InvalidOperator":          {ErrReverted, "the operator cannot be the zero address"},
	"ERC721InvalidOwner":             {ErrReverted, "the zero address owns nothing: give another"},
	"ERC721InvalidReceiver":          {ErrReverted, "the receiver cannot hold names: give another address"},
	"ERC721InvalidSender":            {ErrReverted, "the name cannot come from the zero address"},
	"ERC721NonexistentToken":         {ErrNotRegistered, "nobody holds the name: register it first"},
	"InvalidShortString":             {ErrReverted, "the origin's name cannot be stored: give a shorter one"},
	"StringTooLong":                  {ErrReverted, "the origin's name cannot be stored: give a shorter one"},
}

// abis are the contracts whose errors can come back.
func (c *Client) abis() []abi.ABI {
	return []abi.ABI{c.registry.GetABI(), c.controller.GetABI(), bindings.NewBulkRenewal().GetABI(), bindings.NewDecayingPricing().GetABI()}
}

// refused turns the error of a call or an estimate into what it means.
func (c *Client) refused(err error) error {
	var withData rpc.DataError
	if errors.As(err, &withData) {
		if text, ok := withData.ErrorData().(string); ok {
			if data, decodeErr := hexutil.Decode(text); decodeErr == nil && len(data) >= 4 {
				if meaning := c.meaning(data); meaning != nil {
					return meaning
				}
			}
		}
	}
	if strings.Contains(saying(err), "insufficient funds") {
		return &refusal{ErrInsufficientFunds, "the account cannot pay price and fees: send it some ether first"}
	}
	if strings.Contains(saying(err), "revert") {
		return fmt.Errorf("%w: %w", ErrReverted, err)
	}
	return err
}

// meaning decodes revert data, nil if no contract error is in it.
func (c *Client) meaning(data []byte) error {
	for _, contract := range c.abis() {
		found, err := contract.ErrorByID([4]byte(data[:4]))
		if err != nil {
			continue
		}
		if r, ok := refusals[found.Name]; ok {
			return &r
		}
		return fmt.Errorf("%w: %s", ErrReverted, found.Name)
	}
	return nil
}
