package io.countersign.server.incident;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.diagnosis.ClaimRerun;
import io.countersign.server.diagnosis.ClaimRerun.Rerun;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of what a diagnosis rests on, and whether it still can be seen. */
@RestController
@RequestMapping("/api/v1/incidents")
class ClaimsController {
  private final IncidentInbox inbox;
  private final ClaimRerun rerun;

  ClaimsController(IncidentInbox inbox, ClaimRerun rerun) {
    this.inbox = inbox;
    this.rerun = rerun;
  }

  /**
   * Asked again.
   *
   * @param verdict same, differs or unreachable
   * @param why empty when it's the same
   */
  record Again(String verdict, String why) {
    static Again of(Rerun it) {
      return new Again(ParameterParsing.lower(it.verdict()), it.why());
    }
  }

  /**
   * One claim.
   *
   * @param rerun what its source says now, if that was wanted
   */
  record ClaimItem(
      String id,
      String source,
      String query,
      Instant from,
      Instant to,
      int stepSeconds,
      String digest,
      String statement,
      @Nullable Again rerun) {
    static ClaimItem of(Claim it, @Nullable Again rerun) {
      return new ClaimItem(
          it.id(),
          it.source(),
          it.query(),
          it.from(),
          it.to(),
          it.stepSeconds(),
          it.digest().hex(),
          it.statement(),
          rerun);
    }
  }

  /** The claims of one diagnosis. */
  record Claims(int diagnosis, List<ClaimItem> items) {}

  /**
   * The claims that a diagnosis names.
   *
   * @param rerun whether each one's source is asked the same question again
   */
  @GetMapping("/{id}/diagnoses/{number}/claims")
  Claims claims(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam(defaultValue = "false") boolean rerun) {
    var claims = diagnosis(id, number).claims();
    if (!rerun) {
      return new Claims(number, claims.stream().map(it -> ClaimItem.of(it, null)).toList());
    }
    var again = this.rerun.rerun(claims).iterator();
    return new Claims(
        number, claims.stream().map(it -> ClaimItem.of(it, Again.of(again.next()))).toList());
  }

  private Diagnosis diagnosis(String id, int number) {
    return inbox
        .find(id)
        .flatMap(
            it ->
                it.diagnoses().stream()
                    .map(IncidentInbox.Diagnosed::diagnosis)
                    .filter(made -> made.number() == number)
                    .findFirst())
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_INCIDENT));
  }
}
