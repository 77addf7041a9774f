// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPricing} from "../src/IPricing.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Book} from "./Book.sol";
import {Holders} from "./Holders.sol";
import {Miser, Reentrant} from "./Wallets.sol";

/// @notice A price list that turns hostile.
contract MoodyPricing is IPricing {
    uint256 public mood;

    function setMood(uint256 mood_) external {
        mood = mood_;
    }

    function priceOf(string calldata, bytes32, uint64 duration, uint256, bool)
        external
        view
        returns (uint256)
    {
        if (mood == 0) return 7 * uint256(duration);
        if (mood == 1) return 1e9 * uint256(duration);
        require(mood == 2);
        return 0;
    }
}

/// @notice Everybody commits, reveals, renews and pays, and the registry's owner does its worst.
contract Actors is Holders {
    uint64 private constant MIN_AGE = 60;
    uint64 private constant MAX_AGE = 1 days;

    MoodyPricing public immutable moody = new MoodyPricing();
    Miser private immutable miserly = new Miser();
    Reentrant private immutable reentrant;

    IRegistrarController.Registration[] private requests;
    mapping(bytes32 commitment => uint256) public committedIs;
    bytes32[] private commitments;
    bool public sells = true;
    bool private refuses;
    uint256 public paid;

    constructor(NameRegistry registry_, RegistrarController controller_, address admin_)
        Book(registry_, controller_, admin_)
    {
        reentrant = new Reentrant(registry_, 0);
    }

    receive() external payable {}

    function allCommitments() external view returns (bytes32[] memory) {
        return commitments;
    }

    /// @dev The ceiling is for renewals alone.
    function priceIs(uint64 duration, bool renewal) public view returns (bool known, uint256 price) {
        uint256 mood = moody.mood();
        if (mood == 0) return (true, 7 * uint256(duration));
        if (mood == 1) return (true, (renewal ? CEILING : 1e9) * duration);
        return (mood == 2, 0);
    }

    function passTime(uint256 time) external {
        vm.warp(
            block.timestamp + (time % 4 == 0 ? within(time >> 8, 1, 20 days) : within(time >> 8, 1, 2 hours))
        );
    }

    /// @dev Commits to a registration, or again to one that was committed to.
    function commit(uint256 which, uint256 who, uint256 size, bool again) external {
        if (!again || requests.length == 0) {
            string memory label = which % 9 == 8 ? "ns1" : names[some(which)].label;
            uint64 duration = size % 13 == 0 ? 28 days - 1 : 28 days + uint64(size % 60 days);
            uint256 maxPrice = size % 11 == 0 ? 6 * uint256(duration) : type(uint256).max;
            if (requests.length == 16) {
                requests[which % 16] = requests[15];
                requests.pop();
            }
            requests.push(
                IRegistrarController.Registration(
                    label, someone(who), duration, zone(size), maxPrice, bytes32(size)
                )
            );
            which = requests.length - 1;
        }
        bytes32 c = controller.makeCommitment(requests[which % requests.length]);
        uint256 since = committedIs[c];
        bool may = since == 0 || block.timestamp >= since + MAX_AGE;
        yes(
            act(someone(who), address(controller), 0, abi.encodeCall(controller.commit, (c))) == may,
            "I06: a commitment that is still good is not refreshed"
        );
        if (!may) return;
        committedIs[c] = block.timestamp;
        if (commitments.length < 32) commitments.push(c);
    }

    /// @dev Reveals a registration, as any payer, with too little, enough or more, waiting as long as it
    /// takes or not.
    function reveal(uint256 which, uint256 who, uint256 money, bool wait) external {
        if (requests.length == 0) return;
        IRegistrarController.Registration memory r = requests[which % requests.length];
        if (wait) vm.warp(block.timestamp + MIN_AGE);
        (bool known, uint256 price) = priceIs(r.duration, false);
        uint256 value = payment(price, money);
        bool may = known && sells && mayBeRevealed(r) && price <= r.maxPrice && value >= price;
        bytes32 node = keccak256(abi.encodePacked(registry.originNode(), keccak256(bytes(r.label))));
        may = may && !isHeld(node);
        bool ok = pay(who, address(controller), value, price, abi.encodeCall(controller.register, (r)), may);
        if (!ok) return;
        committedIs[controller.makeCommitment(r)] = 0;
        Name storage n = names[node];
        (n.owner, n.approved, n.manager) = (r.owner, address(0), address(0));
        n.expiry = uint64(block.timestamp) + r.duration;
        n.image = r.image;
        ++n.serial;
    }

    function mayBeRevealed(IRegistrarController.Registration memory r) private view returns (bool) {
        uint256 since = committedIs[controller.makeCommitment(r)];
        if (since == 0 || block.timestamp < since + MIN_AGE || block.timestamp >= since + MAX_AGE) {
            return false;
        }
        return r.duration >= 28 days && keccak256(bytes(r.label)) != keccak256("ns1");
    }

    function renew(uint256 which, uint256 who, uint256 time, uint256 money, bool ceiling) external {
        bytes32 node = some(which);
        uint64 duration =
            uint64(time % 12 == 0 ? within(time, 0, type(uint64).max) : within(time, 0, 60 days));
        (bool known, uint256 price) = priceIs(duration, true);
        if (ceiling) (known, price) = (true, CEILING * duration);
        uint256 value = payment(price, money);
        bool may = known && value >= price && isHeld(node) && duration != 0 && (ceiling || sells);
        may = may && uint256(names[node].expiry) + duration <= block.timestamp + 36_500 days;
        may = may && (!ceiling || duration <= 36_500 days);
        uint256 maxPrice = money % 5 == 0 ? 500 * uint256(duration) : type(uint256).max;
        may = may && (ceiling || price <= maxPrice);
        bytes memory call = ceiling
            ? abi.encodeCall(registry.renew, (names[node].label, duration))
            : abi.encodeCall(controller.renew, (names[node].label, duration, maxPrice));
        if (pay(who, ceiling ? address(registry) : address(controller), value, price, call, may)) {
            names[node].expiry += duration;
        }
    }

    /// @dev Of seven: once too little, twice more than needed.
    function payment(uint256 price, uint256 money) private pure returns (uint256) {
        if (money % 7 == 0 && price != 0) return money % price;
        return money % 7 < 3 ? price + 1 + money % 1000 : price;
    }

    /// @dev Pays as an account, as a contract that refuses its surplus, or as one that comes back.
    function pay(uint256 who, address to, uint256 value, uint256 price, bytes memory call, bool may)
        private
        returns (bool ok)
    {
        address account = who % 9 == 8 ? address(reentrant) : someone(who);
        // Neither wallet nor miser nor collector takes money.
        bool takes = who % 9 == 8 || who % ACCOUNTS < KEYS;
        may = may && (takes || value == price);
        vm.deal(account, value);
        if (account == address(reentrant)) {
            bytes memory again = who % 2 == 0 ? abi.encodeCall(registry.withdraw, ()) : call;
            reentrant.rearm(again);
        }
        ok = act(account, to, value, call);
        yes(ok == may, "I08, I10: sold to whom the rules allow, at the price");
        eq(account.balance, ok ? value - price : value, "I10: what is not the price comes back");
        yes(!reentrant.accepted(), "I10: nobody comes in twice");
        if (ok) paid += price;
    }

    function withdraw(uint256 who) external {
        bytes memory call = abi.encodeCall(registry.withdraw, ());
        yes(
            act(someone(who), address(registry), 0, call) == !refuses,
            "I10: anybody sends fees to the treasury"
        );
        yes(act(someone(who), address(controller), 0, call) == !refuses, "I10: the controller's too");
    }

    // The registry's owner, and a controller that serves it alone

    function govern(uint256 what, uint256 who, uint256 size) external {
        address account = who % 3 == 0 ? someone(who) : admin;
        bool may = account == admin;
        bytes memory call;
        what %= 6;
        if (what == 0) call = abi.encodeCall(registry.addController, (address(controller)));
        if (what == 1) call = abi.encodeCall(registry.removeController, (address(controller)));
        if (what == 2) call = abi.encodeCall(registry.setTreasury, (treasury(size % 3 == 0)));
        if (what == 3) call = abi.encodeCall(registry.setOriginZone, (zone(size)));
        if (what == 4) call = abi.encodeCall(registry.renounceOwnership, ());
        if (what == 5) call = abi.encodeCall(registry.setRenderer, (someone(size)));
        yes(act(account, address(registry), 0, call) == (may && what != 4), "I17: the registry's owner");
        if (!may) return;
        if (what < 2) sells = what == 0;
        if (what == 2) refuses = size % 3 == 0;
        if (what == 3) {
            originImage = zone(size);
            ++originSerial;
        }
    }

    function setMood(uint256 mood) external {
        moody.setMood(mood % 8 < 4 ? 0 : mood % 4);
    }

    /// @dev A controller of the owner's own making tries to take, shorten and rewrite names.
    function conspire(uint256 which, uint256 time, uint256 who) external {
        bytes32 node = some(which);
        string memory label = names[node].label;
        bool held = isHeld(node);
        vm.prank(admin);
        registry.addController(address(this));
        uint64 expiry = uint64(within(time, 0, names[node].expiry));
        bytes memory call = abi.encodeCall(registry.extend, (label, expiry));
        yes(!act(address(this), address(registry), 0, call), "I07: no controller shortens a name");
        expiry = uint64(block.timestamp + within(time, 1, 40 days));
        call = abi.encodeCall(registry.register, (label, someone(who), expiry, zone(time)));
        if (held) {
            yes(
                !act(address(this), address(registry), 0, call),
                "I17: no controller takes a name that is held"
            );
        } else if (who % 2 == 0) {
            yes(act(address(this), address(registry), 0, call), "a controller gives free names away");
            Name storage n = names[node];
            (n.owner, n.approved, n.manager, n.expiry) = (someone(who), address(0), address(0), expiry);
            n.image = zone(time);
            ++n.serial;
        }
        vm.prank(admin);
        registry.removeController(address(this));
        yes(!act(address(this), address(registry), 0, call), "I17: a removed controller does nothing");
    }

    function treasury(bool refusing) public view returns (address) {
        return refusing ? address(miserly) : address(0x7EA5);
    }
}
