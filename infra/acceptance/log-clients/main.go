// Reads a log's checkpoint, proofs and folder of tiles by programs that others wrote:
// golang.org/x/mod/sumdb/{note,tlog} and transparency-dev/{formats,merkle}. Knows none of our code.
//
//	log-clients -log VKEY [-witness VKEY] [-checkpoint FILE] [-proof FILE]... [-tiles FOLDER]
//
// Exit 0 only if all that was given is right, and was looked at by both.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/transparency-dev/formats/log"
	cosign "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type files []string

func (f *files) String() string     { return strings.Join(*f, ",") }
func (f *files) Set(s string) error { *f = append(*f, s); return nil }

type keys struct {
	log     note.Verifier
	witness note.Verifier // nil for none
}

func main() {
	var proofs files
	logKey := flag.String("log", "", "the log's Ed25519 verifier key")
	witnessKey := flag.String("witness", "", "a witness's cosignature key (type 0x04)")
	checkpoint := flag.String("checkpoint", "", "a checkpoint's file")
	tiles := flag.String("tiles", "", "a folder as tlog-tiles has it")
	flag.Var(&proofs, "proof", "a .tlog-proof; may be given again")
	flag.Parse()
	if *logKey == "" || (*checkpoint == "" && *tiles == "" && len(proofs) == 0) {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*logKey, *witnessKey, *checkpoint, *tiles, proofs); err != nil {
		fmt.Fprintln(os.Stderr, "log-clients:", err)
		os.Exit(1)
	}
}

func run(logKey, witnessKey, checkpoint, tiles string, proofs []string) error {
	k, err := readKeys(logKey, witnessKey)
	if err != nil {
		return err
	}
	if checkpoint != "" {
		c, err := k.checkpointFile(checkpoint)
		if err != nil {
			return fmt.Errorf("%s: %w", checkpoint, err)
		}
		fmt.Printf("checkpoint: %s has %d leaves\n", c.Origin, c.Size)
	}
	for _, file := range proofs {
		if err := k.proofFile(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if len(proofs) > 0 {
		fmt.Printf("proofs: %d right\n", len(proofs))
	}
	if tiles != "" {
		if err := k.tileFolder(tiles); err != nil {
			return fmt.Errorf("%s: %w", tiles, err)
		}
	}
	return nil
}

func readKeys(logKey, witnessKey string) (keys, error) {
	l, err := note.NewVerifier(logKey)
	if err != nil {
		return keys{}, fmt.Errorf("the log's key: %w", err)
	}
	if witnessKey == "" {
		return keys{log: l}, nil
	}
	w, err := cosign.NewVerifierForCosignatureV1(witnessKey)
	if err != nil {
		return keys{}, fmt.Errorf("the witness's key: %w", err)
	}
	return keys{l, w}, nil
}

func (k keys) checkpointFile(file string) (*log.Checkpoint, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return k.checkpoint(text)
}

// The note is opened by sumdb/note and, anew, by formats/log; the witness, where asked for, has to have signed.
func (k keys) checkpoint(text []byte) (*log.Checkpoint, error) {
	known := []note.Verifier{k.log}
	if k.witness != nil {
		known = append(known, k.witness)
	}
	opened, err := note.Open(text, note.VerifierList(known...))
	if err != nil {
		return nil, err
	}
	if len(opened.Sigs) != len(known) {
		return nil, fmt.Errorf("%d of %d known keys have signed", len(opened.Sigs), len(known))
	}
	c, rest, _, err := log.ParseCheckpoint(text, k.log.Name(), k.log)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, errors.New("a checkpoint with further lines")
	}
	return c, nil
}

func (k keys) proofFile(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, checkpoint, found := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof with its entry")
	}
	entry, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var path [][]byte
	for _, line := range lines[3:] {
		hash, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	c, err := k.checkpoint(checkpoint)
	if err != nil {
		return err
	}
	return included(c, index, entry, path)
}

func included(c *log.Checkpoint, index int64, entry []byte, path [][]byte) error {
	leaf := rfc6962.DefaultHasher.HashLeaf(entry)
	if err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(index), c.Size, leaf, path, c.Hash); err != nil {
		return fmt.Errorf("merkle: %w", err)
	}
	hashes := make(tlog.RecordProof, len(path))
	for i, hash := range path {
		copy(hashes[i][:], hash)
	}
	root := tlog.Hash(c.Hash)
	if err := tlog.CheckRecord(hashes, int64(c.Size), root, index, tlog.RecordHash(entry)); err != nil {
		return fmt.Errorf("tlog: %w", err)
	}
	return nil
}

// The root and a path for each leaf come out of the tiles, the leaves out of the bundles.
func (k keys) tileFolder(folder string) error {
	c, err := k.checkpointFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	tree := tlog.Tree{N: int64(c.Size), Hash: tlog.Hash(c.Hash)}
	reader := tlog.TileHashReader(tree, tileFiles(folder))
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the tiles lead to another root")
	}
	for from := int64(0); from < tree.N; from += 256 {
		if err := bundle(folder, tree, reader, from); err != nil {
			return fmt.Errorf("the entries from %d: %w", from, err)
		}
	}
	fmt.Printf("tiles: %d leaves, each proved\n", tree.N)
	return nil
}

func bundle(folder string, tree tlog.Tree, reader tlog.HashReader, from int64) error {
	width := min(256, tree.N-from)
	tile := tlog.Tile{H: 8, L: 0, N: from / 256, W: int(width)}
	bytes, err := os.ReadFile(filepath.Join(folder, "tile/entries", strings.TrimPrefix(tile.Path(), "tile/8/0/")))
	if err != nil {
		return err
	}
	for i := from; i < from+width; i++ {
		if len(bytes) < 2 || len(bytes) < 2+int(binary.BigEndian.Uint16(bytes)) {
			return errors.New("a bundle that ends too early")
		}
		end := 2 + int(binary.BigEndian.Uint16(bytes))
		path, err := tlog.ProveRecord(tree.N, i, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(path, tree.N, tree.Hash, i, tlog.RecordHash(bytes[2:end])); err != nil {
			return fmt.Errorf("leaf %d: %w", i, err)
		}
		bytes = bytes[end:]
	}
	if len(bytes) != 0 {
		return errors.New("a bundle with more entries than leaves")
	}
	return nil
}

// The files of tlog-tiles, whose paths don't say the height.
type tileFiles string

func (t tileFiles) Height() int { return 8 }

func (t tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(string(t), "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		read[i] = bytes
	}
	return read, nil
}

func (t tileFiles) SaveTiles([]tlog.Tile, [][]byte) {}
