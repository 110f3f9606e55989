/** Settings of the record's log. */
@NullMarked
package io.countersign.server.config.record;

import org.jspecify.annotations.NullMarked;
