package org.painbridge.server.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables {@code export_file} and {@code export_chunk}. */
final class FileTable {
    private static final String FILES =
            "select file_no, type, resources, chunks, bytes, stored from export_file where job_id = ?";

    List<ExportFile> of(Connection connection, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FILES + " order by file_no")) {
            statement.setString(1, job);
            try (ResultSet rows = statement.executeQuery()) {
                List<ExportFile> files = new ArrayList<>();
                while (rows.next()) {
                    files.add(new ExportFile(
                            rows.getInt(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getInt(4),
                            rows.getLong(5),
                            rows.getLong(6)));
                }
                return files;
            }
        }
    }

    /** Adds the chunk at the end of the file, which may be new. */
    void append(Connection connection, String job, ExportFile file, ExportChunk chunk) throws SQLException {
        insert(connection, job, file, chunk);
        ExportFile longer = file.with(chunk);
        String sql = file.chunks() == 0
                ? "insert into export_file (resources, chunks, bytes, stored, job_id, file_no, type) values (?, ?, ?, ?, ?, ?, ?)"
                : "update export_file set resources = ?, chunks = ?, bytes = ?, stored = ? where job_id = ? and file_no = ?"
                        + " and type = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, longer.resources());
            statement.setInt(2, longer.chunks());
            statement.setLong(3, longer.bytes());
            statement.setLong(4, longer.stored());
            statement.setString(5, job);
            statement.setInt(6, longer.number());
            statement.setString(7, longer.type());
            statement.executeUpdate();
        }
    }

    private static void insert(Connection connection, String job, ExportFile file, ExportChunk chunk)
            throws SQLException {
        String sql = "insert into export_chunk (job_id, file_no, chunk_no, body) values (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, job);
            statement.setInt(2, file.number());
            statement.setInt(3, file.chunks());
            statement.setBytes(4, chunk.body());
            statement.executeUpdate();
        }
    }

    /** Packed with gzip. */
    Optional<byte[]> chunk(Connection connection, String job, int file, int chunk) throws SQLException {
        String sql = "select body from export_chunk where job_id = ? and file_no = ? and chunk_no = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, job);
            statement.setInt(2, file);
            statement.setInt(3, chunk);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Takes away all that is left of a job once its files are gone. */
    void deleteJob(Connection connection, String job) throws SQLException {
        for (String table : List.of("export_patient", "export_job")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from " + table + " where job_id = ?")) {
                statement.setString(1, job);
                statement.executeUpdate();
            }
        }
    }

    void deleteFile(Connection connection, String job, int file) throws SQLException {
        for (String table : List.of("export_chunk", "export_file")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("delete from " + table + " where job_id = ? and file_no = ?")) {
                statement.setString(1, job);
                statement.setInt(2, file);
                statement.executeUpdate();
            }
        }
    }
}
