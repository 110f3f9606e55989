/** A report as pages that a person wants to read: PDF/A-3a and PDF/UA-1, with its data embedded. */
@NullMarked
package io.countersign.server.report.pdf;

import org.jspecify.annotations.NullMarked;
