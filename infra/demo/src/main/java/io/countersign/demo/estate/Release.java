package io.countersign.demo.estate;

/**
 * A release that can be deployed.
 *
 * @param reference what the change feed calls it
 * @param failing share of requests that it answers with 500, 0 to 1
 */
public record Release(String reference, String version, double failing) {}
