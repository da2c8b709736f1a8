package org.painbridge.dispensing.dpd;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The archive: its files one after the other, unpacked as they are read, and never more of them than the limits allow. */
final class DpdZip {
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final byte[] END_SIGNATURE = {'P', 'K', 5, 6};
    private static final byte[] SIGNATURE = {'P', 'K', 3, 4};
    private static final long TELL_EVERY = 20_000;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final String name;
    private final byte[] content;
    private final long mostBytes;
    private final Consumer<String> progress;
    private final Set<DpdFile> seen = EnumSet.noneOf(DpdFile.class);
    private LocalDate newest = LocalDate.MIN;
    private long unpacked;

    DpdZip(String name, byte[] content, ExtractLimits limits, Consumer<String> progress) {
        this.name = name;
        this.content = content;
        this.mostBytes = limits.most(content.length);
        this.progress = progress;
    }

    /** @throws DamagedExtract if the archive, or a line of one of its files, is not what it should be */
    void rows(Consumer<DpdRow> each) {
        requireWhole();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Optional<DpdFile> file = entry.isDirectory() ? Optional.empty() : DpdFile.named(entry.getName());
                InputStream bounded = new Bounded(zip);
                if (file.isPresent()) {
                    read(file.get(), entry, bounded, each);
                }
                bounded.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ZipException | EOFException e) {
            throw new DamagedExtract(name, "the archive is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be read from", e);
        }
        for (DpdFile file : DpdFile.values()) {
            if (file.isRequired() && !seen.contains(file)) {
                throw new DamagedExtract(name, "there is no " + file.file() + " in the archive");
            }
        }
    }

    /** The date of the newest of the files. */
    LocalDate date() {
        return newest;
    }

    private void read(DpdFile file, ZipEntry entry, InputStream bytes, Consumer<DpdRow> each) throws IOException {
        if (!seen.add(file)) {
            throw new DamagedExtract(name, file.file() + " is in the archive twice");
        }
        progress.accept("reading " + file.file());
        LocalDate date = entry.getTimeLocal().toLocalDate();
        newest = date.isAfter(newest) ? date : newest;
        long line = 0;
        Utf8Lines lines = new Utf8Lines(file.file(), bytes);
        try (CSVParser parser = CSVParser.parse(lines, FORMAT)) {
            var records = parser.iterator();
            while (true) {
                long first = parser.getCurrentLineNumber() + 1;
                line = first;
                lines.record(first);
                if (!records.hasNext()) {
                    break;
                }
                CSVRecord record = records.next();
                each.accept(new DpdRow(file, first, record.toList()));
                if (first % TELL_EVERY == 0) {
                    progress.accept("reading " + file.file() + ", line " + first);
                }
            }
            if (parser.getRecordNumber() == 0) {
                throw new DamagedExtract(file.file(), "the file is empty");
            }
        } catch (UncheckedIOException e) {
            throw ofLine(file, line, e);
        }
    }

    private static RuntimeException ofLine(DpdFile file, long line, UncheckedIOException problem) throws IOException {
        IOException cause = problem.getCause();
        if (cause instanceof ZipException || cause instanceof EOFException) {
            throw cause;
        }
        return new DamagedExtract(file.file(), line, "the line is not CSV: a quotation mark is missing or too many");
    }

    /** Its end holds the list of its files; it is the first that an interrupted transfer loses. */
    private void requireWhole() {
        if (!isAt(0, SIGNATURE)) {
            throw new DamagedExtract(name, "this is no zip archive");
        }
        int last = content.length - END_RECORD;
        for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (isAt(at, END_SIGNATURE) && at + END_RECORD + number(at + 20) == content.length) {
                return;
            }
        }
        throw new DamagedExtract(name, "the end of the archive is missing: it was cut off");
    }

    private boolean isAt(int position, byte[] signature) {
        for (int i = 0; i < signature.length; i++) {
            if (position + i >= content.length || content[position + i] != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int position) {
        return (content[position] & 0xFF) | (content[position + 1] & 0xFF) << 8;
    }

    private final class Bounded extends FilterInputStream {
        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            return counted(count, count);
        }

        @Override
        public void close() {
            // The archive goes on.
        }

        private int counted(int answer, int count) {
            if (answer >= 0) {
                unpacked += count;
                if (unpacked > mostBytes) {
                    throw new DamagedExtract(
                            name,
                            "the archive holds more than " + mostBytes + " bytes, which no extract of its size does");
                }
            }
            return answer;
        }
    }
}
