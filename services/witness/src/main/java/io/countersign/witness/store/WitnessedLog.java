package io.countersign.witness.store;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A log that the witness was told of: the keys it's trusted by, and its folder. */
public final class WitnessedLog {
  private static final long ROOM = 64L << 20;
  private static final String KEYS = "log";
  private static final String HEAD = "head";

  private final Path folder;
  private final LogLock lock;
  private final List<VerifierKey> keys;

  private WitnessedLog(Path folder, LogLock lock, List<VerifierKey> keys) {
    this.folder = folder;
    this.lock = lock;
    this.keys = List.copyOf(keys);
  }

  /** A folder with everything in it, or none. */
  static void create(Path logs, String hash, VerifierKey key) throws IOException {
    var made = Files.createTempDirectory(logs, ".new-");
    DurableFiles.replace(made.resolve(KEYS), text(List.of(key)));
    DurableFiles.replace(made.resolve(HEAD), WitnessHead.NONE.content());
    DurableFiles.rename(made, logs.resolve(hash));
  }

  static WitnessedLog read(Path folder, LogLock lock) throws IOException {
    var keys = new ArrayList<VerifierKey>();
    try {
      for (var line : Files.readAllLines(folder.resolve(KEYS))) {
        keys.add(VerifierKey.parse(line));
      }
    } catch (MalformedNoteException e) {
      throw new FolderException(folder.resolve(KEYS) + ": " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new FolderException(folder.resolve(KEYS) + " names no key");
    }
    return new WitnessedLog(folder, lock, keys);
  }

  public String origin() {
    return keys.getFirst().name();
  }

  /** Each one's signature suffices. */
  public List<VerifierKey> keys() {
    return keys;
  }

  /** Replaces the keys by what is made of them. */
  void change(UnaryOperator<List<VerifierKey>> change) throws IOException {
    try (var _ = lock.acquire()) {
      var now = read(folder, lock).keys;
      DurableFiles.replace(folder.resolve(KEYS), text(change.apply(now)));
    }
  }

  private static byte[] text(List<VerifierKey> keys) {
    var text = new StringBuilder();
    keys.forEach(it -> text.append(it).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The head as it lies there: for whoever only looks. */
  public WitnessHead head() throws IOException {
    var file = folder.resolve(HEAD);
    if (!Files.exists(file)) {
      throw new FolderException(
          file + " is gone: without it the witness can't tell what it signed");
    }
    try {
      return WitnessHead.parse(Files.readAllBytes(file));
    } catch (MalformedNoteException e) {
      throw new FolderException(file + ": " + e.getMessage(), e);
    }
  }

  /** Takes the log for oneself, over threads and processes, until the turn is closed. */
  public Turn turn() throws IOException {
    var held = lock.acquire();
    try {
      return new Turn(held, head());
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** What happens between reading the head and writing the next one: nothing else does. */
  public final class Turn implements AutoCloseable {
    private final LogLock.Held held;
    private final WitnessHead head;

    private Turn(LogLock.Held held, WitnessHead head) {
      this.held = held;
      this.head = head;
    }

    public WitnessHead head() {
      return head;
    }

    /** Durable when it returns. A larger tree is kept in the history, too. */
    public void grow(SignedNote checkpoint, long time) throws IOException {
      var history = new CosignedHistory(folder, ROOM);
      keep(
          new WitnessHead(
              history.append(head.history(), checkpoint.toString()),
              time,
              Optional.of(checkpoint)));
    }

    /** Durable when it returns. The same tree, cosigned again: nothing grows by it. */
    public void repeat(SignedNote checkpoint, long time) throws IOException {
      keep(new WitnessHead(head.history(), time, Optional.of(checkpoint)));
    }

    /** Takes another time for the last cosignature's. */
    public void retime(long time) throws IOException {
      keep(new WitnessHead(head.history(), time, head.checkpoint()));
    }

    /** Two trees of one size, both signed by the log: the first such case is kept. */
    public void keepEvidence(SignedNote other) throws IOException {
      var file = folder.resolve("split-view");
      if (!Files.exists(file)) {
        var mine = head.checkpoint().map(it -> it + "\n").orElse("");
        DurableFiles.replace(file, (mine + other).getBytes(StandardCharsets.UTF_8));
      }
    }

    private void keep(WitnessHead next) throws IOException {
      DurableFiles.replace(folder.resolve(HEAD), next.content());
    }

    @Override
    public void close() throws IOException {
      held.close();
    }
  }

  /** Tells whether two trees of one size were seen, and where they are kept. */
  public Optional<Path> evidence() {
    var file = folder.resolve("split-view");
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
