/**
 * A workspace of Slack's on loopback: its Web API as far as apps of our kind use it, and what it
 * sends to an app when people press, fill in, type and say something.
 */
@NullMarked
package io.countersign.simulators.slack;

import org.jspecify.annotations.NullMarked;
