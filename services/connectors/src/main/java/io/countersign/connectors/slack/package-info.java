/**
 * Slack as a place where people talk: cards in Block Kit, and what people answer, over HTTP or over
 * a connection of our own. It judges whether a delivery is Slack's and whole, and decides nothing.
 */
@NullMarked
package io.countersign.connectors.slack;

import org.jspecify.annotations.NullMarked;
