package io.countersign.connectors.type;

import io.countersign.connectors.transport.BoundedHttp;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The context that a connector may use. Secrets aren't here: settings hold references, which are
 * resolved at each use.
 *
 * @param http the one way to speak HTTP
 * @param home the server's directory, for what has to outlive the process; each connector keeps to
 *     a part of its own
 * @param environmentDefault the environment of what names none
 */
public record ConnectorContext(
    BoundedHttp http, InstantSource clock, Path home, String environmentDefault) {}
