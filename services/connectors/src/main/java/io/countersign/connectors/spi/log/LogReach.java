package io.countersign.connectors.spi.log;

import java.time.Instant;

/**
 * The part of what was asked for that was read. It isn't part of an answer's digest.
 *
 * @param since the first instant that was read from: later than asked for when the log begins later
 *     or holds more than is read at once
 * @param lines how many lines there were in the range
 * @param unusable how many weren't: no JSON, no time, or too long
 * @param whole false when older lines were left out because there were too many
 */
public record LogReach(Instant since, int lines, int unusable, boolean whole) {}
