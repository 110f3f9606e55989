package io.countersign.simulators.http;

/** A request that reached a simulator, and its answer, whether or not that arrived. */
public record Exchange(SimulatedRequest request, SimulatedAnswer answer) {}
