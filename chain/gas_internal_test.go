package chain

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"
)

// TestGasBoundsAreBounds compares the bounds with what the transactions need by
// each fork's rules: never less, and less than half more.
func TestGasBoundsAreBounds(t *testing.T) {
	data, err := os.ReadFile("../contracts/snapshots/rules.json")
	if err != nil {
		t.Fatal(err)
	}
	var needed map[string]map[string]uint64
	if err := json.Unmarshal(data, &needed); err != nil {
		t.Fatal(err)
	}
	prices := make([]*big.Int, 5)
	for fork, rules := range map[string]gasRules{"osaka": osakaGas, "amsterdam": amsterdamGas} {
		m := needed[fork]
		all := m["deploy a factory"] + m["deploy the price list"] + m["deploy the registry"] + m["deploy the controller"] +
			m["let the controller sell names"] + m["publish the TLD's zone, 500 bytes"] + m["offer the registry"]
		reserving := m["deploy a registry with 5 reserved labels"] - m["deploy the registry"]
		for what, c := range map[string]struct{ bound, needs uint64 }{
			"no zone":                {rules.reveals(0, 0), m["reveal without zone"]},
			"63 characters":          {rules.reveals(0, 0), m["reveal without zone, 63 characters"]},
			"100 bytes":              {rules.reveals(100, 0), m["reveal with 100 bytes"]},
			"1000 bytes":             {rules.reveals(1000, 0), m["reveal with 1000 bytes"]},
			"8192 bytes":             {rules.reveals(8192, 0), m["reveal with 8192 bytes"]},
			"over a former holder's": {rules.reveals(100, 8192), m["reveal with 100 bytes over a former holder's 8192"]},
			"a TLD":                  {rules.deploys(DeployOptions{Prices: prices, Zone: make([]byte, 500)}), all},
			"a TLD with labels":      {rules.deploys(DeployOptions{Prices: prices, Zone: make([]byte, 500), Reserved: make([]string, 5)}), all + reserving},
		} {
			if c.needs == 0 || c.bound < c.needs || c.bound > c.needs*3/2 {
				t.Errorf("%s, %s: at most %d is said, %d is needed", fork, what, c.bound, c.needs)
			}
		}
	}
}
