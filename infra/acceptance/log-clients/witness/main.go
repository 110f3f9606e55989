// A log written with others' libraries, and its witness: Countersign's, over HTTP.
//
// The client is transparency-dev's, the tree and the notes are golang.org/x/mod's, the cosignatures are verified by
// transparency-dev's formats, whose ML-DSA is Go's and not the JDK's. Then the same requests, good and bad, go to transparency-dev's own witness
// in this process and to Countersign's: the statuses are to be the same.
//
//	witness LAUNCHER
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"

	checkpoints "github.com/transparency-dev/formats/log"
	cosignature "github.com/transparency-dev/formats/note"
	client "github.com/transparency-dev/witness/client/http"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "log.example/acceptance"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: witness LAUNCHER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "FAILED:", err)
		os.Exit(1)
	}
}

func run(launcher string) error {
	dir, err := os.MkdirTemp("", "witness")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	log, err := newLog(300)
	if err != nil {
		return err
	}
	ours, err := start(launcher, dir, log)
	if err != nil {
		return err
	}
	defer ours.stop()
	if err := grow(ours, log); err != nil {
		return err
	}
	return compare(ours, log)
}

// ours is the program under test, which runs.
type ours struct {
	url   string
	vkeys []string
	stop  func()
}

func start(launcher, dir string, log *log) (*ours, error) {
	folder := dir + "/w"
	keys, err := exec.Command(launcher, "witness", "init", "--dir", folder, "--name", "witness.example/w1").Output()
	if err != nil {
		return nil, fmt.Errorf("init: %w", err)
	}
	for _, vkey := range log.vkeys {
		if err := exec.Command(launcher, "witness", "add-log", "--dir", folder, vkey).Run(); err != nil {
			return nil, fmt.Errorf("add-log: %w", err)
		}
	}
	serve := exec.Command(launcher, "witness", "serve", "--dir", folder, "--listen", "127.0.0.1:0")
	serve.Stderr = os.Stderr
	out, err := serve.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := serve.Start(); err != nil {
		return nil, err
	}
	stop := func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		_ = serve.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return nil, fmt.Errorf("serve: %w", err)
	}
	return &ours{strings.TrimSpace(line), strings.Fields(string(keys)), stop}, nil
}

// log is a tree of golang.org/x/mod's, signed by an Ed25519 and an ML-DSA-44 key.
type log struct {
	hashes  map[int64]tlog.Hash
	vkeys   []string
	signers []note.Signer
}

func newLog(leaves int64) (*log, error) {
	l := &log{hashes: map[int64]tlog.Hash{}}
	for n := range leaves {
		stored, err := tlog.StoredHashes(n, fmt.Appendf(nil, "leaf %d", n), l)
		if err != nil {
			return nil, err
		}
		for i, hash := range stored {
			l.hashes[tlog.StoredHashIndex(0, n)+int64(i)] = hash
		}
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return nil, err
	}
	ed25519, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	pskey, pvkey, err := cosignature.GenerateMLDSAKey(origin)
	if err != nil {
		return nil, err
	}
	mldsa, err := cosignature.NewMLDSASigner(pskey)
	if err != nil {
		return nil, err
	}
	l.vkeys, l.signers = []string{vkey, pvkey}, []note.Signer{ed25519, mldsa}
	return l, nil
}

func (l *log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hash, ok := l.hashes[index]
		if !ok {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes[i] = hash
	}
	return hashes, nil
}

func (l *log) root(size int64) tlog.Hash {
	root, err := tlog.TreeHash(size, l)
	must(err)
	return root
}

func (l *log) proof(old, size int64) [][]byte {
	var proof [][]byte
	if old > 0 && old < size {
		hashes, err := tlog.ProveTree(size, old, l)
		must(err)
		for _, hash := range hashes {
			proof = append(proof, hash[:])
		}
	}
	return proof
}

func (l *log) checkpoint(size int64) []byte { return l.sign(size, l.root(size), l.signers...) }

func (l *log) sign(size int64, root tlog.Hash, signers ...note.Signer) []byte {
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)}, signers...)
	must(err)
	return signed
}

// grow has checkpoints cosigned by way of transparency-dev's client, and verifies what comes back.
func grow(ours *ours, log *log) error {
	at, err := url.Parse(ours.url)
	if err != nil {
		return err
	}
	caller := client.NewWitness(at, http.DefaultClient)
	var verifiers []note.Verifier
	for _, vkey := range ours.vkeys {
		verifier, err := cosignature.NewVerifierForCosignatureV1(vkey)
		if err != nil {
			return fmt.Errorf("our vkey: %w", err)
		}
		verifiers = append(verifiers, verifier)
	}
	old := int64(0)
	for _, size := range []int64{1, 2, 7, 8, 8, 64, 100, 256, 257} {
		checkpoint := log.checkpoint(size)
		lines, _, err := caller.Update(context.Background(), uint64(old), checkpoint, log.proof(old, size))
		if err != nil {
			return fmt.Errorf("from %d to %d: %w", old, size, err)
		}
		if err := verify(checkpoint, lines, verifiers); err != nil {
			return fmt.Errorf("cosignatures at %d: %w", size, err)
		}
		old = size
	}
	if _, known, err := caller.Update(context.Background(), 0, log.checkpoint(300), nil); !errors.Is(err, witness.ErrCheckpointStale) || known != uint64(old) {
		return fmt.Errorf("asked for its size: %d, %v", known, err)
	}
	if err := shown(ours, verifiers, old); err != nil {
		return err
	}
	fmt.Println("transparency-dev's client: 9 checkpoints cosigned, by Ed25519 and ML-DSA-44, each verified")
	return nil
}

func verify(checkpoint, lines []byte, verifiers []note.Verifier) error {
	opened, err := note.Open(append(bytes.Clone(checkpoint), lines...), note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != 2 {
		return fmt.Errorf("%d of 2 signatures", len(opened.Sigs))
	}
	return nil
}

// shown asks as a monitor does: for the largest checkpoint, by the hash of the origin.
func shown(ours *ours, verifiers []note.Verifier, size int64) error {
	hash := sha256.Sum256([]byte(origin))
	response, err := http.Get(ours.url + "/" + hex.EncodeToString(hash[:]) + "/checkpoint")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	opened, err := note.Open(body, note.VerifierList(verifiers...))
	if err != nil {
		return fmt.Errorf("the checkpoint that is shown: %w", err)
	}
	var checkpoint checkpoints.Checkpoint
	if _, err := checkpoint.Unmarshal([]byte(opened.Text)); err != nil || checkpoint.Size != uint64(size) {
		return fmt.Errorf("the checkpoint that is shown is of %d, %v", checkpoint.Size, err)
	}
	return nil
}

// compare sends the same to both witnesses, which know the log at 257.
func compare(ours *ours, log *log) error {
	theirs, err := transparencyDev(log)
	if err != nil {
		return err
	}
	defer theirs.Close()
	if status, err := post(theirs.URL, body(0, nil, log.checkpoint(257))); status != 200 || err != nil {
		return fmt.Errorf("their witness: %d, %v", status, err)
	}
	for _, request := range requests(log) {
		mine, err := post(ours.url, request.body)
		if err != nil {
			return err
		}
		other, err := post(theirs.URL, request.body)
		if err != nil {
			return err
		}
		if mine != request.status || (other != mine && request.theirs != other) {
			return fmt.Errorf("%s: we say %d, they say %d, it should be %d", request.name, mine, other, request.status)
		}
		fmt.Printf("%3d %s\n", mine, request.name)
	}
	return nil
}

func transparencyDev(log *log) (*httptest.Server, error) {
	skey, _, err := cosignature.GenerateMLDSAKey("their.example/w")
	if err != nil {
		return nil, err
	}
	signer, err := cosignature.NewMLDSASigner(skey)
	if err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(log.vkeys[0])
	if err != nil {
		return nil, err
	}
	their, err := witness.New(context.Background(), witness.Opts{
		Persistence: inmemory.New(),
		Signers:     []note.Signer{signer},
		VerifierForLog: func(_ context.Context, asked string) (note.Verifier, bool, error) {
			return verifier, asked == origin, nil
		},
	})
	if err != nil {
		return nil, err
	}
	return httptest.NewServer(http.HandlerFunc(witness.NewHTTPHandler(their).AddCheckpoint)), nil
}

type request struct {
	name   string
	body   []byte
	status int
	theirs int // where they differ on purpose, or by what they leave open
}

func requests(log *log) []request {
	flipped := log.root(300)
	flipped[0] ^= 1
	stranger, _, err := note.GenerateKey(rand.Reader, origin)
	must(err)
	strangers, err := note.NewSigner(stranger)
	must(err)
	good, proof := log.checkpoint(300), log.proof(257, 300)
	return []request{
		{"old 0, to ask for the size", body(0, nil, good), 409, 0},
		{"old of a smaller tree", body(256, log.proof(256, 300), good), 409, 0},
		{"old above what is known", body(299, log.proof(299, 300), good), 409, 0},
		{"a log that was rolled back", body(100, nil, log.checkpoint(100)), 409, 0},
		{"old above the checkpoint's size", body(257, nil, log.checkpoint(200)), 400, 0},
		{"another log", body(0, nil, bytes.ReplaceAll(good, []byte(origin), []byte("other.example"))), 404, 0},
		{"a stranger's key", body(257, proof, log.sign(300, log.root(300), strangers)), 403, 500},
		{"a signature over another text", body(257, proof, bytes.Replace(good, []byte("\n300\n"), []byte("\n301\n"), 1)), 403, 500},
		{"no proof", body(257, nil, good), 422, 0},
		{"a part of the proof", body(257, proof[1:], good), 422, 0},
		{"more than the proof", body(257, append(log.proof(257, 300), flipped[:]), good), 422, 0},
		{"another root", body(257, proof, log.sign(300, flipped, log.signers...)), 422, 0},
		{"two trees of one size", body(257, nil, log.sign(257, flipped, log.signers...)), 409, 422}, // they follow the draft
		{"the empty tree with a root", body(0, nil, log.sign(0, flipped, log.signers...)), 409, 422},
		{"not a size", bytes.Replace(body(257, proof, good), []byte("old "), []byte("new "), 1), 400, 0},
		{"not base64", bytes.Replace(body(257, proof, good), []byte("=\n"), []byte("\n"), 1), 400, 0},
		{"no empty line", []byte("old 257\n"), 400, 0},
		{"at last, a good one", body(257, proof, good), 200, 0},
		{"the same again", body(300, nil, good), 200, 0},
	}
}

func body(old int64, proof [][]byte, checkpoint []byte) []byte {
	var body bytes.Buffer
	fmt.Fprintf(&body, "old %d\n", old)
	for _, hash := range proof {
		fmt.Fprintf(&body, "%s\n", tlog.Hash(hash))
	}
	body.WriteByte('\n')
	body.Write(checkpoint)
	return body.Bytes()
}

func post(url string, body []byte) (int, error) {
	response, err := http.Post(url+"/add-checkpoint", "", bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
