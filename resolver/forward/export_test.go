package forward

// Open has the sockets to a group's only upstream opened by dial.
func (g *Group) Open(dial Dial) { g.upstreams[0].open = dial }
