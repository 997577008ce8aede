#!/usr/bin/env bash
# The row API of parquet 60.1.0 decides what a cell is by the converted type of its column alone, and the logical type has kinds that no converted
# type has. So a TIMESTAMP in nanoseconds comes as a bare number, Field::Long, though the same moment in microseconds
# comes as Field::TimestampMicros; a UUID comes as bytes; and that a moment is without a zone (isAdjustedToUTC false) is not to be seen.
# In marz: src/vector/parquet_column.rs reads columns by their logical type.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/src/main.rs" <<'RUST'
use std::sync::Arc;

use bytes::Bytes;
use parquet::data_type::{FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

fn main() {
    // 15 January 2024, noon.
    let seconds = 1_705_320_000_i64;
    let schema = "message m {
        required int64 micros (TIMESTAMP(MICROS,true));
        required int64 local (TIMESTAMP(MICROS,false));
        required int64 nanos (TIMESTAMP(NANOS,true));
        required fixed_len_byte_array(16) id (UUID);
    }";
    let mut file = Vec::new();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for value in [seconds * 1_000_000, seconds * 1_000_000, seconds * 1_000_000_000] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[value], None, None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    let id = FixedLenByteArray::from((0..16).collect::<Vec<u8>>());
    column.typed::<FixedLenByteArrayType>().write_batch(&[id], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
    for (name, field) in row.get_column_iter() {
        let kind = format!("{field:?}");
        println!("{name} {}", kind.split('(').next().unwrap());
    }
}
RUST
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
bytes = "1"
parquet = { version = "=60.1.0", default-features = false }
TOML
seen=$(cd "$work" && CARGO_TARGET_DIR="$work/target" cargo run --quiet)
echo "$seen"
expected=$'micros TimestampMicros\nlocal TimestampMicros\nnanos Long\nid Bytes'
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
