package integration

import (
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	dto "github.com/prometheus/client_model/go"
)

const (
	alertsFile = "../deploy/alerts.yaml"
	alertTests = "testdata/alerts_test.yaml" // promtool's
)

// alertGroups is a file of Prometheus' rules.
type alertGroups struct {
	Groups []struct {
		Name  string `yaml:"name"`
		Rules []struct {
			Alert       string            `yaml:"alert"`
			Expr        string            `yaml:"expr"`
			For         string            `yaml:"for"`
			Labels      map[string]string `yaml:"labels"`
			Annotations map[string]string `yaml:"annotations"`
		} `yaml:"rules"`
	} `yaml:"groups"`
}

var (
	// The words of PromQL that the rules use, and what stands before a list of labels.
	promWords  = strings.Fields("and or unless by on without ignoring group_left group_right bool")
	labelLists = regexp.MustCompile(`\b(?:by|on|without|ignoring)\s*\(([^)]*)\)`)
	matchers   = regexp.MustCompile(`([a-zA-Z_:][\w:]*)\{([^}]*)\}`)
	matcher    = regexp.MustCompile(`(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"`)
	word       = regexp.MustCompile(`[a-zA-Z_:][\w:]*\s*\(?`)
	durations  = regexp.MustCompile(`\[\d+[smhd]\]`)
	templated  = regexp.MustCompile(`\$labels\.(\w+)`)
)

// checkAlerts: every alert is made of metrics, labels and values that the server
// has, and its text too.
func checkAlerts(t *testing.T, families map[string]*dto.MetricFamily, doc string) {
	t.Helper()
	metrics := map[string]*dto.MetricFamily{}
	for name, family := range families {
		metrics[name] = family
		if family.GetType() == dto.MetricType_HISTOGRAM {
			metrics[name+"_bucket"], metrics[name+"_count"], metrics[name+"_sum"] = family, family, family
		}
	}
	rules := readAlerts(t)
	for alert, expr := range rules.exprs {
		labels := []string{"instance", "job", "le"} // Prometheus' own
		bare := durations.ReplaceAllString(labelLists.ReplaceAllString(matchers.ReplaceAllString(expr, "$1"), " "), " ")
		found := false
		for _, name := range word.FindAllString(bare, -1) {
			if strings.HasSuffix(name, "(") || slices.Contains(promWords, strings.TrimSpace(name)) {
				continue
			}
			family := metrics[strings.TrimSpace(name)]
			if family == nil {
				t.Errorf("%s: there is no metric %s", alert, name)
				continue
			}
			found = true
			for _, m := range family.GetMetric() {
				for _, l := range m.GetLabel() {
					labels = append(labels, l.GetName())
				}
			}
		}
		if !found {
			t.Errorf("%s: no metric is in %s", alert, expr)
		}
		for _, list := range labelLists.FindAllStringSubmatch(expr, -1) {
			for _, label := range strings.Split(list[1], ",") {
				if !slices.Contains(labels, strings.TrimSpace(label)) {
					t.Errorf("%s: no metric of it has the label %s", alert, label)
				}
			}
		}
		for _, m := range matchers.FindAllStringSubmatch(expr, -1) {
			for _, one := range matcher.FindAllStringSubmatch(m[2], -1) {
				if !hasLabel(metrics[m[1]], one[1], one[3]) && !documented(doc, m[1], one[3]) {
					t.Errorf("%s: %s is never %s=%q", alert, m[1], one[1], one[3])
				}
			}
		}
		for _, l := range templated.FindAllStringSubmatch(rules.texts[alert], -1) {
			if !slices.Contains(labels, l[1]) {
				t.Errorf("%s: its text has the label %s, which it has not", alert, l[1])
			}
		}
	}
}

func hasLabel(family *dto.MetricFamily, name, value string) bool {
	return slices.ContainsFunc(family.GetMetric(), func(m *dto.Metric) bool {
		return slices.ContainsFunc(m.GetLabel(), func(l *dto.LabelPair) bool { return l.GetName() == name && l.GetValue() == value })
	})
}

// documented says whether the row of a metric in docs/deploy.md names a value.
func documented(doc, metric, value string) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(metric, "_count"), "_bucket")
	row := regexp.MustCompile("(?m)^\\|.*`" + regexp.QuoteMeta(name) + "`.*$").FindString(doc)
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(value) + `\b`).MatchString(row)
}

// alerts are the expressions and the texts of rules by name.
type alerts struct{ exprs, texts map[string]string }

func readAlerts(t *testing.T) alerts {
	t.Helper()
	text, err := os.ReadFile(alertsFile)
	if err != nil {
		t.Fatal(err)
	}
	var groups alertGroups
	if err := yaml.UnmarshalWithOptions(text, &groups, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	out := alerts{map[string]string{}, map[string]string{}}
	for _, g := range groups.Groups {
		for _, r := range g.Rules {
			if out.exprs[r.Alert] != "" || r.Expr == "" || r.Annotations["summary"] == "" || r.Labels["severity"] != "critical" && r.Labels["severity"] != "warning" {
				t.Errorf("the rule %+v is there twice, or lacks something", r)
			}
			out.exprs[r.Alert], out.texts[r.Alert] = r.Expr, r.Annotations["summary"]
		}
	}
	return out
}

// TestAlertsFire: Prometheus' own promtool takes the rules, and each alert fires
// when it should and not before. It is there in make soak.
func TestAlertsFire(t *testing.T) {
	text, err := os.ReadFile(alertTests)
	if err != nil {
		t.Fatal(err)
	}
	for _, alert := range slices.Sorted(maps.Keys(readAlerts(t).exprs)) {
		for _, fires := range []string{`\[\]`, `- exp_labels`} {
			if !regexp.MustCompile(`alertname: ` + alert + `,?\s+exp_alerts:\s+` + fires).Match(text) {
				t.Errorf("%s: no case of %s has %s", alertTests, alert, fires)
			}
		}
	}
	promtool, err := exec.LookPath("promtool")
	if os.Getenv("CHAINZONE_SOAK") != "" {
		promtool = client(t, "promtool")
	} else if err != nil {
		t.Skip("promtool is not installed; make soak wants it")
	}
	command(t, nil, promtool, "check", "rules", alertsFile).ok(t)
	command(t, nil, promtool, "test", "rules", alertTests).ok(t)
}
