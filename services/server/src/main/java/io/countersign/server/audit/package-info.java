/** Reading the record, and looking after the server itself. */
@NullMarked
package io.countersign.server.audit;

import org.jspecify.annotations.NullMarked;
