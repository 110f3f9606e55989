package io.countersign.domain.planning.course;

import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.planning.FailedRemedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ground that planning goes by.
 *
 * @param former what was proposed for the incident before, newest first
 */
public record PlanningSituation(
    Incident.Open incident,
    IncidentCourseFacts facts,
    List<FormerProposal> former,
    Topology topology,
    Thresholds thresholds) {
  /** Somebody at work on a playbook ends some day; what writes beside it doesn't. */
  private static final int MOST_ALTERED = 3;

  public PlanningSituation {
    former = List.copyOf(former);
  }

  Optional<FormerProposal> latest() {
    return former.stream().findFirst();
  }

  Optional<FormerProposal> standing() {
    return latest().filter(FormerProposal::open);
  }

  /** Whether the latest proposals all ended since what they would have run was changed. */
  boolean keepsChanging() {
    return former.size() >= MOST_ALTERED
        && former.stream()
            .limit(MOST_ALTERED)
            .allMatch(it -> it.stage() == FormerProposal.Stage.ALTERED);
  }

  /** What isn't to be proposed again. */
  public List<FailedRemedy> failed() {
    return former.stream().flatMap(proposal -> proposal.failed().stream()).toList();
  }

  /** What came of what was tried, to follow other words; empty if nothing was. */
  String lessons() {
    var lessons = failed().stream().map(FailedRemedy::lesson).collect(Collectors.joining("; "));
    return lessons.isEmpty() ? "" : "; " + lessons;
  }

  /** Whether the last diagnosis knows how the latest remedy ended. */
  boolean diagnosedSinceLatest() {
    return facts.remedies().latest().filter(facts::diagnosedSince).isPresent();
  }
}
