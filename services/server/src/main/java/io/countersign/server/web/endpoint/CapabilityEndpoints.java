package io.countersign.server.web.endpoint;

import java.util.List;

/** The rules of one capability's endpoints, where it has several. */
public record CapabilityEndpoints(List<EndpointRule> rules) {
  public CapabilityEndpoints {
    rules = List.copyOf(rules);
  }

  public static CapabilityEndpoints of(EndpointRule... rules) {
    return new CapabilityEndpoints(List.of(rules));
  }
}
