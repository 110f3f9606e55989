package io.countersign.server.change;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.ledger.Submission;
import io.countersign.server.intake.IntakeSubmissions;
import io.countersign.server.web.CommandSender;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorder of feeds' records that can't be used. A feed tells the same again at each question,
 * so each kind of problem is recorded, and logged, once an hour.
 */
@Component
final class UnusableRecords {
  private static final Logger LOG = LoggerFactory.getLogger(UnusableRecords.class);

  /** A feed that is wrong in more ways than that is wrong as a whole. */
  private static final int MOST = 20;

  private record Told(Instant hour, Set<String> kinds) {}

  private final IntakeSubmissions submissions;
  private final CommandSender commands;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  UnusableRecords(IntakeSubmissions submissions, CommandSender commands) {
    this.submissions = submissions;
    this.commands = commands;
  }

  /** By one thread for each feed at a time. */
  void record(String feed, List<InputProblem> problems, Instant now) {
    var kinds = kinds(feed, now);
    var fresh = new ArrayList<Submission>();
    IntakeSubmissions.byKind(problems)
        .forEach(
            (kind, problem) -> {
              if (kinds.size() < MOST && kinds.add(kind)) {
                LOG.warn("a record of the feed {} can't be used: {}", feed, problem);
                fresh.add(submissions.record(feed, kind, problem, now));
              }
            });
    if (!fresh.isEmpty()) {
      var _ = commands.receipts(fresh);
    }
  }

  private Set<String> kinds(String feed, Instant now) {
    var hour = now.truncatedTo(ChronoUnit.HOURS);
    var current = told.get(feed);
    if (current == null || !current.hour().equals(hour)) {
      current = new Told(hour, new HashSet<>());
      told.put(feed, current);
    }
    return current.kinds();
  }
}
