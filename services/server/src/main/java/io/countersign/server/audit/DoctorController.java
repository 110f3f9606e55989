package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doctor: what works, and what to do about the rest. */
@RestController
class DoctorController {
  /** One thing that was looked at; one that is degraded works, and somebody should look at it. */
  record Check(
      String name,
      String kind,
      boolean ok,
      ConnectionHealth.Level level,
      String detail,
      @Nullable String advice) {
    static Check of(DependencyChecks.Finding it) {
      var health = it.health();
      return new Check(
          it.name(),
          it.kind(),
          health.ok(),
          health.level(),
          health.detail(),
          health.advice().isEmpty() ? null : health.advice());
    }
  }

  /** All of it. */
  record Findings(boolean ok, List<Check> checks) {}

  private final DependencyChecks checks;

  DoctorController(DependencyChecks checks) {
    this.checks = checks;
  }

  @GetMapping("/api/v1/doctor")
  Findings look() {
    var found = checks.run().stream().map(Check::of).toList();
    return new Findings(found.stream().allMatch(Check::ok), found);
  }
}
