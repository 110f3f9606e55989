package io.countersign.server.access.halt;

import io.countersign.domain.access.AccessFacts.Halt;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.Caller;
import io.countersign.server.web.Paging.Listed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of halts, of what who asks may see. */
@RestController
@RequestMapping("/api/v1/halts")
class HaltsController {
  /** One halt; a part that is absent bounds nothing. */
  record Item(
      String where,
      @Nullable String team,
      @Nullable String environment,
      @Nullable String service,
      @Nullable String action,
      String reason,
      String by,
      @Nullable String byName,
      Instant at) {}

  private final HaltsInSight halts;
  private final PrincipalNames names;

  HaltsController(HaltsInSight halts, PrincipalNames names) {
    this.halts = halts;
    this.names = names;
  }

  @GetMapping
  Listed<Item> list(Caller caller) {
    var lookup = names.lookup();
    return new Listed<>(
        halts.of(caller.sight()).stream().map(it -> item(it, lookup)).toList(), null);
  }

  private static Item item(Halt halt, PrincipalNames.Lookup lookup) {
    var scope = halt.scope();
    return new Item(
        scope.inWords(),
        scope.team(),
        scope.environment(),
        scope.service(),
        scope.actionClass(),
        halt.reason(),
        halt.by().value(),
        lookup.of(halt.by().value()),
        halt.at());
  }
}
