package io.countersign.witness.command;

import io.countersign.verifier.note.BadSignatureException;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.VerifiedSignature;
import io.countersign.witness.command.WitnessCommand.Context;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** Shows what the witness saw last, and mends it where a person knows better. */
final class HeadCommands {
  private HeadCommands() {}

  static void head(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var folder = WitnessFolder.open(Path.of(arguments.none().required("dir")));
    var origin = arguments.orElse("origin", "");
    if (origin.isEmpty()) {
      for (var log : folder.logs()) {
        show(log, context);
      }
      return;
    }
    context.out().print(note(log(folder, origin)));
  }

  private static void show(WitnessedLog log, Context context)
      throws IOException, MalformedNoteException {
    var head = log.head();
    var tree = head.tree(log.origin());
    context.out().println(log.origin());
    context.out().println("  size  " + tree.size());
    context.out().println("  root  " + tree.root());
    context
        .out()
        .println("  time  " + (head.time() == 0 ? "never" : Instant.ofEpochSecond(head.time())));
    context.out().println("  keys  " + log.keys().size());
    context.out().println("  path  /" + WitnessFolder.hash(log.origin()) + "/checkpoint");
    log.evidence().ifPresent(it -> context.out().println("  TWO TREES OF ONE SIZE: " + it));
  }

  private static SignedNote note(WitnessedLog log) throws IOException {
    return log.head()
        .checkpoint()
        .orElseThrow(() -> new IOException("nothing of " + log.origin() + " was cosigned yet"));
  }

  private static WitnessedLog log(WitnessFolder folder, String origin) throws IOException {
    return folder
        .log(origin)
        .orElseThrow(() -> new IOException("this witness wasn't told of " + origin));
  }

  /** After a folder was restored from a copy: a checkpoint that bears our own cosignature. */
  static void raiseHead(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var folder = WitnessFolder.open(Path.of(arguments.required("dir")));
    var note = SignedNote.parse(Files.readAllBytes(Path.of(arguments.only("CHECKPOINT-FILE"))));
    var tree = TreeHead.parse(note.text());
    var log = log(folder, tree.origin());
    long time = timeOfOurs(folder, note);
    try (var turn = log.turn()) {
      if (tree.size() <= turn.head().tree(log.origin()).size()) {
        throw new IOException("the witness knows a tree that is no smaller: it stays");
      }
      turn.grow(known(folder, log, note), Math.max(time, turn.head().time()));
    }
    context.err().println("The head of " + tree.origin() + " is " + tree.size() + " now.");
  }

  private static long timeOfOurs(WitnessFolder folder, SignedNote note) throws IOException {
    try {
      return note.verified(folder.keys().vkeys()).stream()
          .mapToLong(VerifiedSignature::time)
          .max()
          .orElseThrow(
              () -> new IOException("the checkpoint bears no cosignature of this witness"));
    } catch (BadSignatureException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** As a head is kept: with the log's signatures and our own. */
  private static SignedNote known(WitnessFolder folder, WitnessedLog log, SignedNote note) {
    var keys = Stream.concat(log.keys().stream(), folder.keys().vkeys().stream()).toList();
    return new SignedNote(
        note.text(),
        note.signatures().stream()
            .filter(it -> keys.stream().anyMatch(key -> key.isNamedBy(it)))
            .toList());
  }

  /** After a clock that was ahead: times that are still to come are taken back to now. */
  static void acceptClock(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException {
    var folder = WitnessFolder.open(Path.of(arguments.none().required("dir")));
    long now = context.time().instant().getEpochSecond();
    for (var log : folder.logs()) {
      try (var turn = log.turn()) {
        if (turn.head().time() > now) {
          turn.retime(now);
          context
              .err()
              .println(
                  log.origin()
                      + ": its last cosignature bears a time to come; the next bears this"
                      + " clock's.");
        }
      }
    }
  }
}
