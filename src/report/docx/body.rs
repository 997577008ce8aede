//! The blocks of the document as Word's paragraphs, tables, pictures and footnotes.

use super::paragraph::{Links, is_kept, keep};
use super::setting::{Picture, Setting};
use crate::report::document::{Block, Inline, Line};
use crate::report::page::Report;
use crate::xml::escaped;

/// The widest picture, in English Metric Units (36,000 a millimetre): 174 mm, the width of a figure and of the text.
const WIDEST: u64 = 174 * 36_000;
/// A card has at most so many lines.
const CARD: usize = 24;
/// English Metric Units of a twip.
const TWIP: u64 = 635;

/// The text of a document being written.
pub struct Body<'b> {
    report: &'b Report<'b>,
    pictures: &'b [Picture],
    setting: Setting<'b>,
    sections: usize,
    /// The blocks.
    pub xml: String,
    /// The footnotes, from the number 1.
    pub notes: String,
    /// The addresses of the text.
    pub links: Links,
    /// The addresses of the footnotes.
    pub note_links: Links,
    count: usize,
}

impl<'b> Body<'b> {
    /// An empty text.
    pub fn new(report: &'b Report<'b>, pictures: &'b [Picture], setting: Setting<'b>) -> Self {
        Self {
            report,
            pictures,
            setting,
            sections: 0,
            xml: String::new(),
            notes: String::new(),
            links: Links::default(),
            note_links: Links::default(),
            count: 0,
        }
    }

    /// What its paragraphs are written with.
    pub fn setting(&self) -> &Setting<'b> {
        &self.setting
    }

    /// Adds blocks. The sources of a group are footnotes of its first paragraph.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let mut is_contents_due = true;
        for (i, block) in blocks.iter().enumerate() {
            if is_contents_due && matches!(block, Block::Section(_)) {
                self.contents(blocks);
                is_contents_due = false;
            }
            self.block(block, blocks.get(i + 1..).unwrap_or_default(), blocks.get(..i).unwrap_or_default());
        }
    }

    fn block(&mut self, block: &Block, after: &[Block], before: &[Block]) {
        let xml = match block {
            Block::Title(text) => self.styled("Title", text),
            Block::Subtitle(text) => self.styled("Subtitle", text),
            Block::Disclaimer(text) => self.styled("Quote", text),
            Block::Section(text) => self.section(text),
            // The sources of a group without a paragraph are its heading's.
            Block::Heading(text) => {
                let notes = own_sources(after).filter(|_| !has_paragraph(after)).map(|sources| self.footnotes(sources));
                let notes = notes.unwrap_or_default();
                self.setting.flush("heading 2", text, &|own| own.runs(text, "") + &notes)
            }
            Block::Paragraph(line) => {
                let notes = match own_sources(after).filter(|_| !has_taker(before)) {
                    Some(sources) => self.footnotes(sources),
                    None => String::new(),
                };
                let own = self.setting.of(&words(line));
                let runs = line_of(&own, line, &mut self.links) + &notes;
                let leads = matches!((line.0.first(), after.first()), (Some(Inline::Strong(_)), Some(Block::List(_))));
                let is_after_heading = matches!(before.last(), Some(Block::Section(_) | Block::Heading(_)));
                let follows = matches!(after.first(), Some(Block::List(_) | Block::Table(_) | Block::Paragraph(_)));
                own.paragraph_with(
                    "Body Text",
                    [keep(leads || is_after_heading && follows), own.edge(&self.setting)],
                    &runs,
                )
            }
            Block::List(lines) => {
                // The list of a card, which its sources follow, is not parted.
                let is_card = matches!(after.first(), Some(Block::Sources(_))) && lines.len() <= CARD;
                let ends = if is_card { (CARD, CARD) } else { (4, 3) };
                let item = |(i, line): (usize, &Line)| self.item(line, is_kept(i, lines.len(), ends));
                lines.iter().enumerate().map(item).collect()
            }
            Block::Table(table) => self.setting.table(table),
            Block::Figure(number) => self.figure(*number),
            // Where no paragraph could take them, they stand here.
            Block::Sources(sources) if !has_taker(before) && !is_headed(before) => {
                let runs = self.footnotes(sources);
                self.setting.paragraph("Body Text", &runs)
            }
            Block::Sources(_) => String::new(),
            Block::Edition(text) => self.styled("marz small", text),
        };
        self.xml.push_str(&xml);
    }

    fn styled(&self, style: &str, text: &str) -> String {
        self.setting.styled(style, text)
    }

    /// A heading of the first level, with the mark that the table of contents leads to.
    fn section(&mut self, text: &str) -> String {
        self.sections += 1;
        let n = self.sections;
        self.setting.flush("heading 1", text, &|own| {
            let (runs, name) = (own.runs(text, ""), format!("_Toc{n:06}"));
            format!("<w:bookmarkStart w:id=\"{n}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{n}\"/>")
        })
    }

    /// The table of contents: the sections, each with a field for its page, which the reader's program fills in. A field for the whole would
    /// have to hold the numbers, which nobody knows before the pages are laid out.
    fn contents(&mut self, blocks: &[Block]) {
        let words = self.report.phrases.language;
        self.xml.push_str(&self.styled("TOC Heading", words.text("report-contents")));
        let tab =
            format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", self.setting.width);
        let sections = blocks.iter().filter_map(|b| if let Block::Section(text) = b { Some(text) } else { None });
        for (text, n) in sections.zip(1..) {
            let (runs, mark) = (self.setting.of(text).runs(text, ""), format!("_Toc{n:06}"));
            let page = format!(
                "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>\
                 <w:r><w:instrText xml:space=\"preserve\"> PAGEREF {mark} \\h </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            );
            let link = format!("<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{runs}{page}</w:hyperlink>");
            self.xml.push_str(&self.setting.paragraph_with("toc 1", [&tab, ""], &link));
        }
    }

    fn item(&mut self, line: &Line, has_next: bool) -> String {
        let own = self.setting.of(&words(line));
        let runs = line_of(&own, line, &mut self.links);
        // The bullet stands at the edge of the others, whatever the direction of the words.
        let mark = if own.is_right_to_left == self.setting.is_right_to_left { String::new() } else { Setting::mark() };
        self.setting.paragraph_with("List Bullet", [keep(has_next), ""], &format!("{mark}{runs}{mark}"))
    }

    /// Footnotes of these lines; the references to them.
    fn footnotes(&mut self, sources: &[Line]) -> String {
        let style = self.setting.styles.id("footnote reference");
        let style = style.map(|id| format!("<w:rPr><w:rStyle w:val=\"{}\"/></w:rPr>", escaped(id))).unwrap_or_default();
        let mut references = Vec::new();
        for source in sources {
            self.count += 1;
            let n = self.count;
            let own = self.setting.of(&words(source));
            let mark = format!("<w:r>{style}<w:footnoteRef/></w:r>{}", own.blank());
            let runs = mark + &line_of(&own, source, &mut self.note_links);
            let paragraph = own.paragraph_with("footnote text", ["", own.edge(&self.setting)], &runs);
            self.notes.push_str(&format!("<w:footnote w:id=\"{n}\">{paragraph}</w:footnote>"));
            references.push(format!("<w:r>{style}<w:footnoteReference w:id=\"{n}\"/></w:r>"));
        }
        references.join(&format!("<w:r>{style}<w:t xml:space=\"preserve\">, </w:t></w:r>"))
    }

    fn figure(&self, number: usize) -> String {
        let (Some(figure), Some(picture)) = (self.report.figures.get(number), self.pictures.get(number)) else {
            return String::new();
        };
        let (width, height) = picture.size;
        let across = WIDEST.min(u64::from(self.setting.width) * TWIP);
        let down = across * u64::from(height) / u64::from(width.max(1));
        let (n, name) = (number + 1, escaped(figure.name));
        let (title, description) = (escaped(&figure.title), escaped(&figure.description));
        let drawing = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{down}\"/>\
             <wp:docPr id=\"{n}\" name=\"{name}\" descr=\"{description}\" title=\"{title}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"{name}.png\" descr=\"{description}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"marzPicture{n}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        );
        let picture = self.setting.paragraph_with("marz figure", ["<w:keepNext/>", ""], &drawing);
        picture + &self.styled("caption", &figure.caption)
    }
}

/// The texts of a line, without its addresses.
fn words(line: &Line) -> String {
    let text = |piece: &Inline| match piece {
        Inline::Text(text) | Inline::Strong(text) => text.clone(),
        Inline::Address(_) => String::new(),
    };
    line.0.iter().map(text).collect()
}

/// The runs of a line.
fn line_of(own: &Setting<'_>, line: &Line, links: &mut Links) -> String {
    let mut out = String::new();
    for (i, piece) in line.0.iter().enumerate() {
        let blank = |text: &str| if i > 0 && text.starts_with(' ') { own.blank() } else { String::new() };
        out.push_str(&match piece {
            Inline::Text(text) => blank(text) + &own.runs(text, ""),
            Inline::Strong(text) => blank(text) + &own.runs(text, "<w:b/><w:bCs/>"),
            Inline::Address(url) => own.blank() + &own.link(url, links),
        });
    }
    out
}

impl Setting<'_> {
    /// A blank between pieces.
    fn blank(&self) -> String {
        let direction = if self.is_right_to_left { "<w:rPr><w:rtl/></w:rPr>" } else { "" };
        format!("<w:r>{direction}<w:t xml:space=\"preserve\"> </w:t></w:r>")
    }
}

/// The sources of the group that a paragraph is in.
fn own_sources(after: &[Block]) -> Option<&[Line]> {
    let in_group = after.iter().take_while(|b| !matches!(b, Block::Section(_) | Block::Heading(_)));
    in_group.filter_map(|b| if let Block::Sources(lines) = b { Some(lines.as_slice()) } else { None }).next()
}

/// Whether a paragraph of the group that a heading begins stands before its sources.
fn has_paragraph(after: &[Block]) -> bool {
    let in_group = after.iter().take_while(|b| !matches!(b, Block::Section(_) | Block::Heading(_) | Block::Sources(_)));
    in_group.into_iter().any(|b| matches!(b, Block::Paragraph(_)))
}

/// Whether the group begins with a heading.
fn is_headed(before: &[Block]) -> bool {
    let begins = |b: &&Block| matches!(b, Block::Section(_) | Block::Heading(_) | Block::Sources(_));
    matches!(before.iter().rev().find(begins), Some(Block::Heading(_)))
}

/// Whether a paragraph of the group takes its sources.
fn has_taker(before: &[Block]) -> bool {
    let in_group =
        before.iter().rev().take_while(|b| !matches!(b, Block::Section(_) | Block::Heading(_) | Block::Sources(_)));
    in_group.into_iter().any(|b| matches!(b, Block::Paragraph(_)))
}
