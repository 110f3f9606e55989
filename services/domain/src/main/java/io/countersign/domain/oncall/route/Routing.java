package io.countersign.domain.oncall.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes in their order. The first that fits is taken, and further ones as long as those say
 * so. What no route fits goes to everybody: a gap in the routes is never silence.
 */
public record Routing(List<Route> routes) {
  /** Everything goes to everybody. */
  public static final Routing NONE = new Routing(List.of());

  public Routing {
    routes = List.copyOf(routes);
  }

  /** The routes that a notice takes; none where it goes to everybody. */
  public List<Route> taken(NoticeFacts facts, Instant at) {
    var taken = new ArrayList<Route>();
    for (var route : routes) {
      if (route.match().fits(facts, at)) {
        taken.add(route);
        if (!route.goesOn()) {
          return taken;
        }
      }
    }
    return taken;
  }

  /** The first taken route that names a receiver. */
  public static Optional<Route> naming(List<Route> taken, String receiver) {
    return taken.stream().filter(it -> it.receivers().contains(receiver)).findFirst();
  }
}
