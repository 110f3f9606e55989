package io.countersign.server.audit.log;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.log.LogIdentity;
import io.countersign.ledger.log.LogProgress;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log as such: whose it is, how far it has come, and its signed heads. */
@RestController
@RequestMapping("/api/v1/audit")
class LogController {
  /**
   * The log, and how far it has come.
   *
   * @param origin its name; absent before it has signed anything
   * @param keys by which its heads are verified now, the Ed25519 one first
   * @param head the position of the record's last event
   * @param size up to which position the tree reaches
   * @param lag how many events wait for their place in the tree
   * @param published up to which position the last published checkpoint reaches
   * @param unpublished how many are in the tree but under no published checkpoint
   * @param publishedAt absent before the first one
   * @param quorum the witnesses that publication waits for, in words; {@code none} where it doesn't
   * @param attemptedAt when publication was last tried
   * @param problem why it didn't come about then; absent where it did
   * @param policy the trust file for verifiers (C2SP tlog-policy); absent as {@code origin} is
   */
  record LogState(
      @Nullable String origin,
      List<String> keys,
      long head,
      long size,
      long lag,
      long published,
      long unpublished,
      @Nullable Instant publishedAt,
      String quorum,
      @Nullable Instant attemptedAt,
      @Nullable String problem,
      @Nullable String policy) {
    static LogState of(
        LogProgress progress, Optional<LogIdentity> identity, @Nullable String policy) {
      return new LogState(
          identity.map(LogIdentity::origin).orElse(null),
          identity.map(LogIdentity::keys).orElse(List.of()).stream()
              .map(NoteKey::toString)
              .toList(),
          progress.head(),
          progress.size(),
          progress.lag(),
          progress.published(),
          progress.unpublished(),
          progress.publishedAt(),
          progress.quorum(),
          progress.attemptedAt(),
          progress.problem().isEmpty() ? null : progress.problem(),
          policy);
    }
  }

  private final ProvableRecord record;

  LogController(ProvableRecord record) {
    this.record = record;
  }

  @GetMapping("/log")
  LogState state() {
    return LogState.of(record.progress(), record.identity(), record.trustFile().orElse(null));
  }

  /**
   * A signed head (C2SP tlog-checkpoint).
   *
   * @param size of the tree; without it, the last one that was published
   */
  @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
  String checkpoint(@RequestParam(required = false) @Nullable Long size) {
    var head = size == null ? record.checkpoint() : record.checkpoint(size);
    return head.map(PublishedHead::note)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CHECKPOINT));
  }

  /**
   * What shows that one published tree begins as another one.
   *
   * @param from the size of the earlier one
   * @param to the size of the later one
   */
  @GetMapping(path = "/consistency", produces = MediaType.TEXT_PLAIN_VALUE)
  String consistency(@RequestParam long from, @RequestParam long to) {
    if (from > to) {
      throw RefusedException.badRequest("from", "must not be larger than to");
    }
    return record
        .consistency(from, to)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CHECKPOINT));
  }
}
