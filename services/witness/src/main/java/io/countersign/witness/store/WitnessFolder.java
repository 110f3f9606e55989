package io.countersign.witness.store;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a witness has: its keys, and a folder for each log that it was told of. A log's folder
 * is named by the SHA-256 of its origin, so that no origin can name a file of ours.
 */
public final class WitnessFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST = 255; // what a cosignature has room for
  private static final String KEYS = "witness.keys";
  private static final String LOGS = "logs";

  /** Of logs that there are. One of each file in a process: closing another would free it. */
  private static final Map<Path, LogLock> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;
  private final WitnessKeys keys;

  private WitnessFolder(Path folder, WitnessKeys keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** A new witness, where none is. */
  public static WitnessFolder create(Path folder, WitnessKeys keys) throws IOException {
    DurableFiles.createFolder(folder);
    DurableFiles.createFolder(folder.resolve(LOGS));
    var secret = keys.secretText().getBytes(StandardCharsets.UTF_8);
    try {
      DurableFiles.createPrivate(folder.resolve(KEYS), secret);
    } catch (FileAlreadyExistsException e) {
      throw new FolderException("there is a witness in " + folder + " already", e);
    }
    return new WitnessFolder(folder, keys);
  }

  public static WitnessFolder open(Path folder) throws IOException {
    var file = folder.resolve(KEYS);
    if (!Files.isRegularFile(file)) {
      throw new FolderException("no witness in " + folder + ": `init` makes one");
    }
    requirePrivate(file);
    try {
      return new WitnessFolder(folder, WitnessKeys.parse(Files.readString(file)));
    } catch (MalformedNoteException e) {
      throw new FolderException(file + ": " + e.getMessage(), e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    var others = EnumSet.allOf(PosixFilePermission.class);
    others.remove(PosixFilePermission.OWNER_READ);
    others.remove(PosixFilePermission.OWNER_WRITE);
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new FolderException(
          file + " may be read by others: chmod 600 it, if nobody has; else make new keys");
    }
  }

  public WitnessKeys keys() {
    return keys;
  }

  /** By this a log's checkpoint is asked for, and its folder named. */
  public static String hash(String origin) {
    var bytes = origin.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(TreeHasher.sha256().digest(bytes));
  }

  public Optional<WitnessedLog> log(String origin) throws IOException {
    return byHash(hash(origin));
  }

  /** Looks at the folder each time: what another process changed holds at once. */
  public Optional<WitnessedLog> byHash(String hash) throws IOException {
    var log = folder.resolve(LOGS).resolve(hash);
    if (!hash.matches("[0-9a-f]{64}") || !Files.isDirectory(log)) {
      return Optional.empty();
    }
    return Optional.of(WitnessedLog.read(log, lock(log)));
  }

  private static LogLock lock(Path log) throws IOException {
    return LOCKS.computeIfAbsent(log.toRealPath().resolve("lock"), it -> new LogLock(it, PATIENCE));
  }

  public List<WitnessedLog> logs() throws IOException {
    List<String> hashes;
    try (var folders = Files.list(folder.resolve(LOGS))) {
      hashes = folders.map(it -> it.getFileName().toString()).sorted().toList();
    }
    var logs = new ArrayList<WitnessedLog>();
    for (var hash : hashes) {
      byHash(hash).ifPresent(logs::add);
    }
    return List.copyOf(logs);
  }

  /** Trusts a key for the log of its name: a new log, or a known one's further key. */
  public void trust(VerifierKey key) throws IOException {
    requireLogKey(key);
    var known = log(key.name());
    if (known.isEmpty()) {
      WitnessedLog.create(folder.resolve(LOGS), hash(key.name()), key);
    } else if (!known.get().keys().contains(key)) {
      known.get().change(keys -> with(keys, key));
    }
  }

  /** Trusts a key no more; its log's head stays, and another key has to be there. */
  public void distrust(VerifierKey key) throws IOException {
    var known = log(key.name()).filter(it -> it.keys().contains(key));
    if (known.isEmpty() || known.get().keys().size() == 1) {
      throw new FolderException(
          known.isEmpty()
              ? "this key isn't trusted"
              : "this is the log's only key: add the new one first");
    }
    known.get().change(keys -> keys.stream().filter(it -> !it.equals(key)).toList());
  }

  private static List<VerifierKey> with(List<VerifierKey> keys, VerifierKey key) {
    var more = new ArrayList<>(keys);
    more.add(key);
    return List.copyOf(more);
  }

  private static void requireLogKey(VerifierKey key) throws FolderException {
    if (key.type() == SignatureType.COSIGNATURE_ED25519) {
      throw new FolderException("this is a witness's key, not a log's");
    }
    if (key.name().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new FolderException("a log's name has at most 255 bytes");
    }
  }
}
