package io.countersign.server.audit.log;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The record of any range, to be taken away and verified elsewhere. */
@RestController
class ExportController {
  private static final String JSON_LINES = "application/x-ndjson";

  /** Each reads as fast as its caller takes it; the loops want the database, too. */
  private static final int AT_ONCE = 4;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ProvableRecord record;
  private final AuditTrail trail;

  ExportController(ProvableRecord record, AuditTrail trail) {
    this.record = record;
    this.trail = trail;
  }

  /**
   * Events as JSON lines. It's whole if its last line says that it ends.
   *
   * @param from the first position, or a time; without it, the first event
   * @param to the last position, or a time before which they were recorded; without it, the last
   *     event under a published checkpoint
   */
  @GetMapping(path = "/api/v1/audit/export", produces = JSON_LINES)
  void export(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    if (!room.tryAcquire()) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    }
    try {
      var range = ExportRange.of(from, to, record, trail);
      response.setContentType(JSON_LINES);
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          ProofsController.attachment(
              "record-%s-%s.jsonl".formatted(range.from() + 1, range.to())));
      new ExportLines(record, range).write(response.getOutputStream());
    } finally {
      room.release();
    }
  }
}
