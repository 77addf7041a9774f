package main

import (
	"slices"

	"github.com/urfave/cli/v2"
)

// verb is one command: what it is called, what it tells of itself, what it does.
type verb struct {
	name, args string
	usage      string // one line
	text       string // what the line does not say, "" for nothing
	example    string // a command line that works on the devnet's names
	json       string // the fields that --json prints, "" for a command without
	run        func(*session) error
	flags      []cli.Flag
}

// noun is a group of verbs, or one verb by itself where name is "".
type noun struct {
	name, usage string
	verbs       []verb
}

// catalogue is every command, in the order of the help.
func catalogue() []noun {
	return []noun{
		{verbs: serverVerbs()},
		{"ctl", "ask and steer a running server, over its control socket", ctlVerbs()},
		{"config", "configuration files", configVerbs()},
		{"name", "find, register and keep names", slices.Concat(nameVerbs(), underwayVerbs(), roleVerbs(), portfolioVerbs())},
		{"zone", "show and change a name's records", slices.Concat(zoneVerbs(), acmeVerbs())},
		{"tld", "a TLD as a whole", tldVerbs()},
		{"key", "signing keys", keyVerbs()},
		{"tx", "transactions under way", txVerbs()},
		{verbs: adminVerbs()},
	}
}

// description is what the help says below the usage.
func (v verb) description() string {
	text := "Example:\n  " + v.example
	if v.text != "" {
		text = v.text + "\n\n" + text
	}
	if v.json != "" {
		text += "\n\n--json prints " + v.json + "."
	}
	return text
}

func serverVerbs() []verb {
	return []verb{
		{
			name: "check", args: "FILE", usage: "validate a configuration file, touching nothing", run: checkCommand,
			text:    "All that is wrong is shown, each with its line and a caret. No file that the configuration names is opened, no endpoint asked, unless --files and --chain say so. --files reads deployment files, files of endpoints and certificates, and finds two origins of one domain. --chain asks the endpoints what the chain has at the name servers that have addresses in the file, and warns where the two differ, or where that could not be learnt.",
			example: "chainzone check deploy/chainzone.yaml",
			json:    "file and ok",
			flags:   append(jsonFlags(), &cli.BoolFlag{Name: "files", Usage: "look at the files that it names, too"}, &cli.BoolFlag{Name: "chain", Usage: "ask the chain about the addresses of name servers, too"}),
		},
		{
			name: "serve", usage: "answer DNS queries until a signal", run: serve,
			text:    "Either a configuration file says everything, or --deployment and --listen do; without --forward, names that are not on a chain are REFUSED. SIGHUP has it read the file again. SIGINT and SIGTERM stop it: what was accepted is answered first.",
			example: "chainzone serve --deployment chain.json --listen 127.0.0.1:5300 --forward 192.0.2.53",
			flags:   serveFlags(),
		},
		{
			name: "lookup", args: "NAME [TYPE]", usage: "resolve a name once (TYPE is A unless given)", run: lookup,
			text:    "The answer is what the DNS server would give. A name that does not exist is exit code 3, one that cannot be answered is 1 with the reason.",
			example: "chainzone lookup hello.chain A --trace",
			json:    "rcode, authoritative, and answer, authority and additional, lists of {name, ttl, type, data}; with --trace also trace {authority, source, block, blockHash, calls, steps}",
			flags:   slices.Concat(chainFlags(), lookupFlags()),
		},
	}
}

func configVerbs() []verb {
	return []verb{{
		name: "show", args: "[FILE]", usage: "print a configuration as the server takes it, defaults filled in", run: configShow,
		text:    "Without FILE, the defaults. Of endpoints only scheme and host are shown. No file that the configuration names is opened.",
		example: "chainzone config show deploy/chainzone.yaml",
		json:    "the configuration, with the file's keys",
		flags:   jsonFlags(),
	}}
}

func nameVerbs() []verb {
	registration := []cli.Flag{
		&cli.StringFlag{Name: "zone", Usage: "publish the master `FILE` with the registration"},
		&cli.StringFlag{Name: "owner", Usage: "`ADDRESS` that gets the name (default: the key's)"},
	}
	return []verb{
		{
			name: "available", args: "NAME", usage: "say whether a name can be registered", run: nameAvailable,
			text:    "A name that cannot is exit code 1.",
			example: "chainzone name available alice.chain",
			json:    "name and available",
			flags:   chainFlags(),
		},
		{
			name: "price", args: "NAME", usage: "say what a name costs", run: namePrice,
			text:    "It is what a registration costs now; of a name that somebody holds, what a renewal costs. A name that lapsed in the last weeks costs a premium, which is shown by the day.",
			example: "chainzone name price alice.chain --duration 2y",
			json:    "name, seconds, wei (a decimal string), renewal, and premiums, a list of time (unix seconds) and wei",
			flags:   slices.Concat(chainFlags(), durationFlags()),
		},
		{
			name: "register", args: "NAME", usage: "commit, wait and reveal; the same command again goes on where it was stopped", run: nameRegister,
			text:    "A name that the key already holds is no error. With --owner somebody else gets the name, and the key pays.",
			example: "chainzone name register alice.chain --duration 2y",
			json:    "name, owner, expiry (unix seconds) and new, false if it was registered before",
			flags:   slices.Concat(chainFlags(), writeFlags(), durationFlags(), registration, delegateFlags()),
		},
		{
			name: "renew", args: "NAME...", usage: "prolong registrations, in one transaction", run: nameRenew,
			text:    "Anybody may pay for it. A name can be renewed until 30 days after its expiry. Of several names all are renewed or none; 100 fit one transaction.",
			example: "chainzone name renew alice.chain --duration 1y",
			json:    "name and expiry (unix seconds), or of several names a list of these as names",
			flags:   slices.Concat(chainFlags(), writeFlags(), durationFlags()),
		},
		{
			name: "show", args: "NAME", usage: "show who holds a name and until when", run: nameShow,
			example: "chainzone name show hello.chain",
			json:    "name, unicode, state (registered, in grace, free again), expiry (unix seconds), owner, manager, serial, zoneBytes and block; an address of zeros is nobody's",
			flags:   chainFlags(),
		},
	}
}

func tldVerbs() []verb {
	return []verb{
		{
			name: "show", usage: "show the terms of a TLD: owner, treasury, prices, ceilings, controllers, names and fees", run: tldShow,
			text:    "Everything is of one block. Names are counted from the registry's events, proven complete.",
			example: "chainzone tld show --deployment chain.json",
			json:    "tld, chainId, registry, block, owner, pendingOwner, treasury, ceilings (wei a second by length, as decimal strings), controllers, names, feesWei, and of the controller controllerOwner, minAge and maxAge (seconds), priceList, prices and premium",
			flags:   chainFlags(),
		},
		{
			name: "treasury", args: "ADDRESS", usage: "have all fees go to another account from now on", run: tldTreasury,
			text:    "For the registry's owner. Fees that lie at registry and controller go to the treasury of before first, in transactions of their own; one that refuses them is passed over with a warning, and they go to the new one.",
			example: "chainzone tld treasury --deployment chain.json 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
			json:    "tld and treasury",
			flags:   slices.Concat(chainFlags(), writeFlags()),
		},
		{
			name: "export", usage: "write all names that exist as one master file, for NSD, Knot or BIND", run: tldExport,
			text:    "The TLD is rebuilt from the registry's events at one block and proven complete by its running hash of changes. SOA and NS are those of a server with defaults, or of --config's. A name whose zone on the chain is not valid is left out, and so are records that end a load: DS of a digest type unknown to Knot, more than 62 service parameters or 64 address prefixes (NSD). Each with a warning. The file loads in NSD, Knot and BIND whatever names hold, in BIND as a primary with check-names primary ignore. For kzonecheck, and Knot with semantic-checks, give --strict.",
			example: "chainzone tld export --deployment chain.json --out chain.zone",
			json:    "tld, file, block, blockHash, names (how many), leftOut (names) and reduced (names of which records are left out), and needs --out",
			flags:   slices.Concat(chainFlags(), exportFlags()),
		},
	}
}

func adminVerbs() []verb {
	return []verb{
		{
			name: "deploy", args: "FILE", usage: "put a new TLD on a chain and write its deployment file, or --verify one", run: deploy,
			text:    "Prices are in wei a second. A ceiling is what a renewal never costs more than, for ever. With --spec a YAML file says it all, also treasury, owner and the TLD's own records; docs/deploy.md explains it. What is on the chain at the end is compared with what was sent. The same command goes on where it was stopped.",
			example: "chainzone deploy chain.json --rpc http://127.0.0.1:8545 --tld chain --price 158548959 --ceiling 1585489599",
			json:    "the deployment file; with --verify `same` (code), `proven` (storage too), the `controllers` that may sell names, and of each of `contracts` its `contract` (name), `address`, `codeHash`, the first `difference` if there is one, and the `values` that only the deployer chose",
			flags:   slices.Concat(jsonFlags(), writeFlags(), deployFlags()),
		},
		{
			name: "version", usage: "print the version", run: versionCommand,
			example: "chainzone version",
			json:    "version and go",
			flags:   jsonFlags(),
		},
		completionVerb(),
	}
}
