package io.countersign.server.intake;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Submission;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
    var told = byKind(problems);
    var events = new ArrayList<Submission>();
    for (var kind : told.entrySet().stream().limit(MOST_REFUSED).toList()) {
      var about = code.name() + " " + kind.getKey();
      events.add(refused(integration.name(), code, about, kind.getValue().toString(), origin));
    }
    if (told.size() > MOST_REFUSED) {
      var more = "and " + (told.size() - MOST_REFUSED) + " more kinds of problems in one delivery";
      events.add(refused(integration.name(), code, code.name() + " more", more, origin));
    }
    return events;
  }

  /** The first of each kind: the same is wrong wherever in a list it stands. */
  public static SequencedMap<String, InputProblem> byKind(List<InputProblem> problems) {
    var kinds = new LinkedHashMap<String, InputProblem>();
    for (var problem : problems) {
      var place = problem.at().replaceAll("/[0-9]+", "/*");
      kinds.putIfAbsent(place + ": " + problem.detail(), problem);
    }
    return kinds;
  }

  /**
   * A record of a source that is asked, which can't be used.
   *
   * @param kind as {@link #byKind} has it
   */
  public Submission record(String source, String kind, InputProblem problem, Instant at) {
    var event = new IntakeEvent.Refused(source, RefusalCode.BAD_REQUEST, problem.toString());
    var key = key(source, RefusalCode.BAD_REQUEST.name() + " " + kind, at);
    return new Submission.OfStandaloneEvent(
        event, key, SystemOrigin.context(at, Surface.POLLER), List.of());
  }

  /** A whole delivery that isn't for this integration; each caller's own is an event of its own. */
  public List<Submission> misdirected(
      String integration, RefusalCode code, String detail, Origin origin) {
    var about = code.name() + " " + origin.caller().id().value() + " " + detail;
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
    var about = batch.groupKey() + " truncated " + batch.truncated();
    var key = key(event.integration(), about, origin.at());
    return List.of(
        new Submission.OfStandaloneEvent(event, key, origin.context("truncated", null), List.of()));
  }

  private static Submission refused(
      String integration, RefusalCode code, String about, String detail, Origin origin) {
    var event = new IntakeEvent.Refused(integration, code, detail);
    var key = key(integration, about, origin.at());
    return new Submission.OfStandaloneEvent(
        event, key, origin.context("refused " + key, null), List.of());
  }

  private static String key(String integration, String about, Instant at) {
    return Digest.ofJson(
            Map.of(
                "integration", integration,
                "about", about,
                "hour", at.truncatedTo(ChronoUnit.HOURS).toString()))
        .hex();
  }
}
