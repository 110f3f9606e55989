/** Bounds of what callers can hold: connections, and the time to say what they want. */
@NullMarked
package io.countersign.server.web.connection;

import org.jspecify.annotations.NullMarked;
