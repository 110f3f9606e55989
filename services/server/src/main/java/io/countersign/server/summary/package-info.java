/** One line for people about any event; each capability brings the texts of its own events. */
@NullMarked
package io.countersign.server.summary;

import org.jspecify.annotations.NullMarked;
