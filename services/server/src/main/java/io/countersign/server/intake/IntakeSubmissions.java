package io.countersign.server.intake;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Submission;
import io.countersign.server.web.Origin;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The intake's own events. Sources tell the same again and again, so the same event is recorded
 * once an hour.
 */
@Component
public final class IntakeSubmissions {
  /** More of one delivery are summed up in one event. */
  private static final int MOST_REFUSED = 20;

  public List<Submission> refused(
      IntegrationSettings integration,
      RefusalCode code,
      List<InputProblem> problems,
      Origin origin) {
    var events = new ArrayList<Submission>();
    for (var problem : problems.subList(0, Math.min(MOST_REFUSED, problems.size()))) {
      events.add(refused(integration, code, problem.toString(), origin));
    }
    if (problems.size() > MOST_REFUSED) {
      var more = "and " + (problems.size() - MOST_REFUSED) + " more problems in one delivery";
      events.add(refused(integration, code, more, origin));
    }
    return events;
  }

  /** A whole delivery that isn't for this integration; each caller's own is an event of its own. */
  public List<Submission> misdirected(
      String integration, RefusalCode code, String detail, Origin origin) {
    var about = code.name() + " " + origin.caller().id().value();
    return List.of(refused(integration, code, about, detail, origin));
  }

  /** A whole delivery that can't be taken; each is an event of its own. */
  public List<Submission> delivery(
      IntegrationSettings integration, RefusalCode code, String detail, Origin origin) {
    var event = new IntakeEvent.Refused(integration.name(), code, detail);
    var key =
        Digest.ofJson(
            Map.of(
                "detail", event.detail(),
                "integration", integration.name(),
                "at", origin.at().toString()));
    return List.of(
        new Submission.OfStandaloneEvent(
            event, key.hex(), origin.context("refused", null), List.of()));
  }

  public List<Submission> truncated(
      IntegrationSettings integration, AlertBatch batch, Origin origin) {
    if (batch.truncated() == 0) {
      return List.of();
    }
    var event = new IntakeEvent.Truncated(integration.name(), batch.truncated());
    var key = key(event.integration(), batch.groupKey(), "truncated " + batch.truncated(), origin);
    return List.of(
        new Submission.OfStandaloneEvent(event, key, origin.context("truncated", null), List.of()));
  }

  private static Submission refused(
      IntegrationSettings integration, RefusalCode code, String detail, Origin origin) {
    return refused(integration.name(), code, code.name(), detail, origin);
  }

  private static Submission refused(
      String integration, RefusalCode code, String about, String detail, Origin origin) {
    var event = new IntakeEvent.Refused(integration, code, detail);
    var key = key(integration, about, detail, origin);
    return new Submission.OfStandaloneEvent(
        event, key, origin.context("refused " + key, null), List.of());
  }

  private static String key(String integration, String about, String detail, Origin origin) {
    return Digest.ofJson(
            Map.of(
                "integration", integration,
                "about", about,
                "detail", detail,
                "hour", origin.at().truncatedTo(ChronoUnit.HOURS).toString()))
        .hex();
  }
}
