/** What follows from events outside of the record. */
@NullMarked
package io.countersign.server.automation;

import org.jspecify.annotations.NullMarked;
