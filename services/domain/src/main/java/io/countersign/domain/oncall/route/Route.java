package io.countersign.domain.oncall.route;

import java.util.List;

/**
 * One rule of who hears of what.
 *
 * @param name unique; stands where it's told why somebody heard
 * @param receivers names of notifications, and of schedules as {@code oncall:NAME}; none for what
 *     nobody is to be told of
 * @param goesOn whether later routes are looked at, too
 * @param followUps in order of their times; of notices that wait for somebody
 */
public record Route(
    String name,
    RouteMatch match,
    List<String> receivers,
    boolean goesOn,
    List<FollowUp> followUps) {
  public Route {
    receivers = List.copyOf(receivers);
    followUps = List.copyOf(followUps);
  }
}
