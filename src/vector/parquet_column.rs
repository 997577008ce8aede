//! A column of a Parquet file, cell by cell.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::schema::types::ColumnDescriptor;
use jiff::civil::{Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::Value;

use super::layer::real;

/// So many cells are read at a time.
const CELLS: usize = 1_024;

/// The cells of a column in their order, `None` where one is empty; or what is wrong with it.
pub type Cells<C> = Box<dyn Iterator<Item = Result<Option<C>, String>>>;

/// What stands in the cells of a column, beside the type that they are stored in.
#[derive(Clone, Copy)]
enum Meaning {
    Plain,
    Unsigned,
    Text,
    Day,
    /// Nanoseconds of its unit, and whether it is in UTC.
    Moment(i64, bool),
    /// Nanoseconds of its unit.
    TimeOfDay(i64),
    /// Digits behind the point.
    Decimal(i32),
    Uuid,
}

impl Meaning {
    /// `None` for what is no text, number or time.
    fn of(column: &ColumnDescriptor) -> Option<Self> {
        Some(match column.logical_type_ref() {
            Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => Self::Text,
            Some(LogicalType::Date) => Self::Day,
            Some(LogicalType::Timestamp(of)) => Self::Moment(nanoseconds(of.unit), of.is_adjusted_to_u_t_c),
            Some(LogicalType::Time(of)) => Self::TimeOfDay(nanoseconds(of.unit)),
            Some(LogicalType::Decimal(of)) => Self::Decimal(of.scale),
            Some(LogicalType::Integer(of)) if !of.is_signed => Self::Unsigned,
            // A column in which nothing ever stands is of no kind.
            Some(LogicalType::Integer(_) | LogicalType::Unknown) => Self::Plain,
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(_) => return None,
            // Files of before the logical types.
            None => match column.converted_type() {
                ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => Self::Text,
                ConvertedType::DATE => Self::Day,
                ConvertedType::TIMESTAMP_MILLIS => Self::Moment(1_000_000, true),
                ConvertedType::TIMESTAMP_MICROS => Self::Moment(1_000, true),
                ConvertedType::TIME_MILLIS => Self::TimeOfDay(1_000_000),
                ConvertedType::TIME_MICROS => Self::TimeOfDay(1_000),
                ConvertedType::DECIMAL => Self::Decimal(column.type_scale()),
                ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
                    Self::Unsigned
                }
                ConvertedType::BSON
                | ConvertedType::INTERVAL
                | ConvertedType::LIST
                | ConvertedType::MAP
                | ConvertedType::MAP_KEY_VALUE => return None,
                ConvertedType::NONE
                | ConvertedType::INT_8
                | ConvertedType::INT_16
                | ConvertedType::INT_32
                | ConvertedType::INT_64 => Self::Plain,
            },
        })
    }
}

const fn nanoseconds(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000_000,
        TimeUnit::MICROS => 1_000,
        TimeUnit::NANOS => 1,
    }
}

/// The texts, numbers and times of a column; `None` where it has none, or several in a row.
pub fn values(reader: ColumnReader, column: &ColumnDescriptor) -> Option<Cells<Value>> {
    let full = column.max_def_level();
    Some(match (reader, Meaning::of(column).filter(|_| column.max_rep_level() == 0)?) {
        (ColumnReader::BoolColumnReader(r), Meaning::Plain) => cells(r, full, |is| Ok(is.into())),
        (ColumnReader::FloatColumnReader(r), Meaning::Plain) => cells(r, full, |n| Ok(real(f64::from(n)))),
        (ColumnReader::DoubleColumnReader(r), Meaning::Plain) => cells(r, full, |n| Ok(real(n))),
        (ColumnReader::Int32ColumnReader(r), Meaning::Plain) => cells(r, full, |n| Ok(n.into())),
        (ColumnReader::Int32ColumnReader(r), Meaning::Unsigned) => cells(r, full, |n| Ok(n.cast_unsigned().into())),
        (ColumnReader::Int32ColumnReader(r), Meaning::Day) => cells(r, full, |days| Ok(day(days))),
        (ColumnReader::Int32ColumnReader(r), Meaning::TimeOfDay(unit)) => {
            cells(r, full, move |n| Ok(time_of_day(n.into(), unit)))
        }
        (ColumnReader::Int32ColumnReader(r), Meaning::Decimal(scale)) => {
            cells(r, full, move |n| Ok(decimal(n.into(), scale)))
        }
        (ColumnReader::Int64ColumnReader(r), Meaning::Plain) => cells(r, full, |n| Ok(n.into())),
        (ColumnReader::Int64ColumnReader(r), Meaning::Unsigned) => cells(r, full, |n| Ok(n.cast_unsigned().into())),
        (ColumnReader::Int64ColumnReader(r), Meaning::Moment(unit, is_utc)) => {
            cells(r, full, move |n| Ok(moment(n, unit, is_utc)))
        }
        (ColumnReader::Int64ColumnReader(r), Meaning::TimeOfDay(unit)) => {
            cells(r, full, move |n| Ok(time_of_day(n, unit)))
        }
        (ColumnReader::Int64ColumnReader(r), Meaning::Decimal(scale)) => {
            cells(r, full, move |n| Ok(decimal(n.into(), scale)))
        }
        // Moments of older programs.
        (ColumnReader::Int96ColumnReader(r), Meaning::Plain) => {
            cells(r, full, |n| Ok(moment(n.to_micros(), nanoseconds(TimeUnit::MICROS), true)))
        }
        (ColumnReader::ByteArrayColumnReader(r), Meaning::Text) => cells(r, full, |bytes| text(&bytes)),
        (ColumnReader::ByteArrayColumnReader(r), Meaning::Decimal(scale)) => {
            cells(r, full, move |bytes| decimal_of(bytes.data(), scale))
        }
        (ColumnReader::FixedLenByteArrayColumnReader(r), Meaning::Decimal(scale)) => {
            cells(r, full, move |bytes| decimal_of(bytes.data(), scale))
        }
        (ColumnReader::FixedLenByteArrayColumnReader(r), Meaning::Uuid) => cells(r, full, |bytes| uuid(bytes.data())),
        _ => return None,
    })
}

/// The bytes of a column; `None` where it has none, or several in a row.
pub fn bytes(reader: ColumnReader, column: &ColumnDescriptor) -> Option<Cells<ByteArray>> {
    let full = column.max_def_level();
    match reader {
        _ if column.max_rep_level() > 0 => None,
        ColumnReader::ByteArrayColumnReader(r) => Some(cells(r, full, Ok)),
        ColumnReader::FixedLenByteArrayColumnReader(r) => Some(cells(r, full, |bytes| Ok(bytes.into()))),
        _ => None,
    }
}

/// The real numbers of a column; `None` where it has none, or several in a row.
pub fn reals(reader: ColumnReader, column: &ColumnDescriptor) -> Option<Cells<f64>> {
    match reader {
        ColumnReader::DoubleColumnReader(r) if column.max_rep_level() == 0 => {
            Some(cells(r, column.max_def_level(), Ok))
        }
        _ => None,
    }
}

/// An error in words that say what to do.
pub fn readable(error: &ParquetError) -> String {
    let text = error.to_string();
    match text.split_once("Disabled feature at compile time: ") {
        Some((_, codec)) => format!("it is compressed with {codec}, which is not read; write it with snappy or gzip"),
        None => text,
    }
}

/// `full` is the level of a cell in which something stands.
fn cells<T: DataType, C: 'static>(
    mut reader: ColumnReaderImpl<T>,
    full: i16,
    of: impl Fn(T::T) -> Result<C, String> + 'static,
) -> Cells<C> {
    let (mut levels, mut values) = (Vec::new().into_iter(), Vec::new().into_iter());
    Box::new(std::iter::from_fn(move || {
        if levels.len() == 0 {
            let (mut next_levels, mut next_values) = (Vec::new(), Vec::new());
            match reader.read_records(CELLS, Some(&mut next_levels), None, &mut next_values) {
                // Where every cell is full there are no levels.
                Ok((read, ..)) if full == 0 => next_levels.resize(read, 0),
                Ok(_) => {}
                Err(e) => return Some(Err(readable(&e))),
            }
            (levels, values) = (next_levels.into_iter(), next_values.into_iter());
        }
        let is_full = levels.next()? == full;
        Some(match is_full.then(|| values.next()) {
            Some(Some(value)) => of(value).map(Some),
            Some(None) => Err("a column ends too early".to_owned()),
            None => Ok(None),
        })
    }))
}

fn text(bytes: &ByteArray) -> Result<Value, String> {
    bytes.as_utf8().map(Value::from).map_err(|e| readable(&e))
}

/// What is no day, time or moment of the calendar stays the number that it is.
fn day(days: i32) -> Value {
    let since = Span::new().try_days(days);
    let found = since.and_then(|since| date(1970, 1, 1).checked_add(since));
    found.map_or_else(|_| days.into(), |day| day.to_string().into())
}

fn moment(n: i64, unit: i64, is_utc: bool) -> Value {
    let Ok(found) = Timestamp::from_nanosecond(i128::from(n) * i128::from(unit)) else { return n.into() };
    if is_utc { found.to_string().into() } else { found.to_zoned(TimeZone::UTC).datetime().to_string().into() }
}

fn time_of_day(n: i64, unit: i64) -> Value {
    let found = n.checked_mul(unit).map(SignedDuration::from_nanos);
    let found = found.and_then(|since| Time::midnight().checked_add(since).ok());
    found.map_or_else(|| n.into(), |time| time.to_string().into())
}

fn decimal(digits: i128, scale: i32) -> Value {
    match i64::try_from(digits) {
        Ok(whole) if scale == 0 => whole.into(),
        // The nearest number to what is written in decimals.
        _ => format!("{digits}e{}", -i64::from(scale)).parse().map_or(Value::Null, real),
    }
}

/// A whole number in two's complement, its first byte the greatest.
fn decimal_of(bytes: &[u8], scale: i32) -> Result<Value, String> {
    let sign = if bytes.first().is_some_and(|first| first.leading_ones() > 0) { 0xFF } else { 0 };
    let mut whole = [sign; 16];
    let Some(empty) = whole.len().checked_sub(bytes.len()) else {
        return Err(format!("a decimal of {} bytes, more than 16", bytes.len()));
    };
    whole.iter_mut().skip(empty).zip(bytes).for_each(|(to, from)| *to = *from);
    Ok(decimal(i128::from_be_bytes(whole), scale))
}

fn uuid(bytes: &[u8]) -> Result<Value, String> {
    let Ok(whole) = bytes.try_into() else { return Err(format!("a UUID of {} bytes, not 16", bytes.len())) };
    let digits = format!("{:032x}", u128::from_be_bytes(whole));
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| digits.get(part).unwrap_or_default());
    Ok(parts.join("-").into())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::parquet::data_type::{DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type};
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use bytes::Bytes;
    use serde_json::json;

    use super::*;

    /// What is read of an optional column of these values, each `None` an empty cell; nothing for a column that is not read.
    fn read<T: DataType>(column: &str, cells: &[Option<T::T>]) -> Option<Vec<Value>> {
        let schema = Arc::new(parse_message_type(&format!("message m {{ optional {column}; }}")).unwrap());
        let mut file = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut to = group.next_column().unwrap().unwrap();
        let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        let there: Vec<T::T> = cells.iter().flatten().cloned().collect();
        to.typed::<T>().write_batch(&there, Some(&levels), None).unwrap();
        to.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        let file = SerializedFileReader::new(Bytes::from(file)).unwrap();
        let group = file.get_row_group(0).unwrap();
        let column = group.metadata().column(0).column_descr();
        let cells = values(group.get_column_reader(0).unwrap(), column)?;
        Some(cells.map(|cell| cell.unwrap().unwrap_or_default()).collect())
    }

    #[test]
    fn cells_are_read_as_what_their_column_says() {
        let long = |column: &str, n: i64| read::<Int64Type>(column, &[Some(n), None]).unwrap()[0].clone();
        let day = 1_705_276_800;
        assert_eq!(long("int64 a (TIMESTAMP(MILLIS,true))", day * 1_000), "2024-01-15T00:00:00Z");
        assert_eq!(long("int64 a (TIMESTAMP(MICROS,false))", day * 1_000_000), "2024-01-15T00:00:00");
        assert_eq!(
            long("int64 a (TIMESTAMP(NANOS,false))", day * 1_000_000_000 + 500_000_000),
            "2024-01-15T00:00:00.5"
        );
        assert_eq!(long("int64 a (TIMESTAMP_MILLIS)", -1), "1969-12-31T23:59:59.999Z");
        assert_eq!(long("int64 a (TIMESTAMP(MILLIS,true))", i64::MAX), json!(i64::MAX));
        assert_eq!(long("int64 a (TIME(MICROS,true))", 50_700_000_000), "14:05:00");
        assert_eq!(long("int64 a (TIME(MICROS,true))", -1), json!(-1));
        assert_eq!(long("int64 a (DECIMAL(12,2))", -1_250), json!(-12.5));
        assert_eq!(long("int64 a (DECIMAL(12,0))", 7), json!(7));
        assert_eq!(long("int64 a (INTEGER(64,false))", -1), json!(u64::MAX));
        assert_eq!(long("int64 a", 9_007_199_254_740_993), json!(9_007_199_254_740_993_i64));
        let short = |column: &str, n: i32| read::<Int32Type>(column, &[None, Some(n)]).unwrap()[1].clone();
        assert_eq!(short("int32 a (DATE)", 19_737), "2024-01-15");
        assert_eq!(short("int32 a (DATE)", i32::MAX), json!(i32::MAX));
        assert_eq!(short("int32 a (INTEGER(16,true))", -3), json!(-3));
        assert_eq!(
            read::<DoubleType>("double a", &[Some(0.5), None, Some(f64::NAN), Some(f64::NEG_INFINITY)]).unwrap(),
            [json!(0.5), json!(null), json!(null), json!("-inf")]
        );
        let fixed = |column: &str, bytes: &[u8]| {
            read::<FixedLenByteArrayType>(column, &[Some(FixedLenByteArray::from(bytes.to_vec()))])
                .map(|all| all[0].clone())
        };
        let sixteen: Vec<u8> = (0xA0..0xB0).collect();
        assert_eq!(
            fixed("fixed_len_byte_array(16) a (UUID)", &sixteen).unwrap(),
            "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf"
        );
        assert_eq!(fixed("fixed_len_byte_array(3) a (DECIMAL(6,1))", &[0xFF, 0xFF, 0xF6]).unwrap(), json!(-1.0));
        assert_eq!(fixed("fixed_len_byte_array(12) a (INTERVAL)", &[0; 12]), None);
        assert_eq!(fixed("fixed_len_byte_array(2) a", &[0; 2]), None);
    }

    #[test]
    fn empty_cells_stand_where_they_are_across_batches() {
        let cells: Vec<Option<i64>> = (0..5_000).map(|i| (i % 3 != 0).then_some(i)).collect();
        let expected: Vec<Value> = cells.iter().map(|cell| cell.map_or(Value::Null, Value::from)).collect();
        assert_eq!(read::<Int64Type>("int64 a", &cells).unwrap(), expected);
    }
}
