package io.countersign.connectors.feed;

import io.countersign.connectors.intake.AdjustmentText;
import io.countersign.connectors.intake.json.AnsweredRecords;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A feed of changes as JSON over HTTP. What it's called and where it stands is configuration. */
public final class JsonChangeFeed implements ChangeFeed {
  private static final long MAX_ANSWER = 8L * 1024 * 1024;

  private final JsonFeedSettings settings;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final ChangeRecords records;

  /**
   * @param environmentDefault the environment of what is changed, where the settings name none
   */
  JsonChangeFeed(
      JsonFeedSettings settings, String environmentDefault, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.records = new ChangeRecords(settings, settings.environmentOr(environmentDefault));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration pause() {
    return settings.poll();
  }

  @Override
  public boolean tellsActors() {
    return settings.fields().containsKey("actor");
  }

  @Override
  public Outcome<ChangeAnswer> since(Instant at) {
    var since = settings.atFormat().write(at);
    var url = URI.create(settings.url().fillUrl(Map.of("since", since)));
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").GET();
    return http.send(request, settings.bearer(), settings.timeout(), MAX_ANSWER)
        .then(this::changes);
  }

  @Override
  public ConnectionHealth check() {
    return switch (since(clock.instant())) {
      case Outcome.Ok<ChangeAnswer> _ -> ConnectionHealth.working("answers at " + settings.url());
      case Outcome.Failed<ChangeAnswer> failed -> ConnectionAdvice.about(failed);
    };
  }

  private Outcome<ChangeAnswer> changes(HttpAnswer answer) {
    if (!answer.succeeded()) {
      return answer.failure("the feed " + settings.name());
    }
    var read = new Reading();
    return AnsweredRecords.each(answer.body(), settings.records(), read::add)
        ? Outcome.ok(new ChangeAnswer(read.changes, read.problems, read.adjusted))
        : Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.BAD_ANSWER,
            "there is no array of records at '" + settings.records() + "' in the answer");
  }

  /** The records of one answer. */
  private final class Reading {
    private final List<ObservedChange> changes = new ArrayList<>();
    private final List<InputProblem> problems = new ArrayList<>();
    private final List<InputProblem> adjusted = new ArrayList<>();
    private int number;

    void add(JsonNode record, Set<Adjustment> notes) {
      var at = settings.records() + "/" + number++;
      records.read(record, notes, at, problems::add).ifPresent(it -> keep(it, at));
    }

    private void keep(ObservedChange observed, String at) {
      changes.add(observed);
      var reading = observed.change().reading();
      if (reading != null) {
        adjusted.add(new InputProblem(at, AdjustmentText.of(reading, observed.change().entity())));
      }
    }
  }
}
