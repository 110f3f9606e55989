package io.countersign.server.audit.log;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.ProofAnswer;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One event as the log holds it, and the proof that it does. */
@RestController
@RequestMapping("/api/v1/audit")
class ProofsController {
  private final ProvableRecord record;
  private final AuditTrail trail;

  ProofsController(ProvableRecord record, AuditTrail trail) {
    this.record = record;
    this.trail = trail;
  }

  /** The bytes whose hash is the leaf: canonical JSON. */
  @GetMapping(path = "/entries/{position}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] entry(@PathVariable long position) {
    return record
        .entry(position)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_EVENT));
  }

  /**
   * The proof of an event under the last published checkpoint (C2SP tlog-proof), which verifies
   * without this server. The event is named by one of the two.
   *
   * @param event its id
   * @param position its place in the record
   */
  @GetMapping(path = "/proof", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> proof(
      @RequestParam(required = false) @Nullable String event,
      @RequestParam(required = false) @Nullable Long position) {
    long at = position(event, position);
    return switch (record.proof(at)) {
      case ProofAnswer.Proof(var text) ->
          ResponseEntity.ok()
              .header(HttpHeaders.CONTENT_DISPOSITION, attachment(at + ".tlog-proof"))
              .body(text);
      case ProofAnswer.NotInTree(long size) ->
          throw refused(RefusalCode.NOT_IN_TREE, "it reaches position " + size);
      case ProofAnswer.NotPublished(long published) ->
          throw refused(RefusalCode.NOT_PUBLISHED, "the last one reaches position " + published);
      case ProofAnswer.Unknown _ -> throw new RefusedException(RefusalCode.UNKNOWN_EVENT);
    };
  }

  private long position(@Nullable String event, @Nullable Long position) {
    var id = ParameterParsing.parameter("event", event, UUID::fromString, "an event's id");
    if ((id == null) == (position == null)) {
      throw RefusedException.badRequest("event", "or position: one of the two names the event");
    }
    return id == null
        ? Objects.requireNonNull(position)
        : trail.position(id).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_EVENT));
  }

  private static RefusedException refused(RefusalCode code, String detail) {
    return new RefusedException(code, code.meaning() + " (" + detail + ")");
  }

  static String attachment(String name) {
    return ContentDisposition.attachment().filename(name).build().toString();
  }
}
