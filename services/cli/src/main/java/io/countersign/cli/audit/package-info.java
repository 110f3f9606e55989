/** Commands on the record and on the server's health. */
@NullMarked
package io.countersign.cli.audit;

import org.jspecify.annotations.NullMarked;
