/** Linked tickets as they're shown on our side: how each is, and what it says. */
@NullMarked
package io.countersign.server.ticketing.shown;

import org.jspecify.annotations.NullMarked;
