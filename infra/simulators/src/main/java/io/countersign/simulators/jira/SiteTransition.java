package io.countersign.simulators.jira;

import java.util.List;

/**
 * A way from one status to another.
 *
 * @param from the status that it begins at
 * @param required the fields that it demands
 */
public record SiteTransition(
    String id, String name, String from, String to, List<String> required) {}
