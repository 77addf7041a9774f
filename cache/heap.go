package cache

import (
	"math"
	"math/bits"
	"time"
	"unsafe"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// smallMap is the number of entries below which a map's size does not matter.
const smallMap = 256

// Heap returns about what Go's allocator takes for an object of n bytes. Its sizes
// are eight bytes apart up to 32, 16 up to 256, and then four to eight for each
// power of two.
func Heap(n int) int64 {
	step := 16
	switch {
	case n <= 32:
		step = 8
	case n > 256:
		step = 1 << (bits.Len(uint(n-1)) - 4)
	}
	return int64((n + step - 1) / step * step)
}

// element is an entry as simplelru's list keeps it.
type element[K comparable, V any] struct {
	_, _, _ unsafe.Pointer // the next, the one before, the list
	_       K
	_       V
	_       time.Time
	_       uint8
}

// overhead returns what an LRU needs for one entry beside what its key and value
// refer to: the list's element, and its share of a map. A map has a key, a
// pointer and a byte for each slot, and of its slots between 7/16 and 7/8 are in
// use, hence two slots are counted for three of four entries.
func overhead[K comparable, V any]() int64 {
	var key K
	slot := int64(unsafe.Sizeof(key)) + int64(unsafe.Sizeof(uintptr(0))) + 1
	return Heap(int(unsafe.Sizeof(element[K, V]{}))) + slot*3/2
}

// newLRU makes a list that bounds nothing: its owner counts bytes.
func newLRU[K comparable, V any]() *simplelru.LRU[K, V] {
	lru, _ := simplelru.NewLRU[K, V](math.MaxInt, nil) // fails for no size only
	return lru
}
