//! What is said about a file that cannot be filled: what it is, what is safe, what to do.

use std::fmt;

/// Why a file cannot be filled. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// It is empty.
    Empty,
    /// It is of another format.
    Foreign(Format),
    /// It is a Word document that asks for a password.
    Encrypted,
    /// It carries a digital signature that filling would break.
    Signed,
    /// The container cannot be read, is cut off or damaged.
    Damaged,
    /// The container unpacks to more than a form holds, or the document is larger than any form.
    TooLarge,
    /// The container is made so that a program could be led astray: names that point elsewhere, names that are there twice,
    /// declarations that make text grow.
    Unsafe,
    /// It is a Word document without a main part.
    NoDocument,
}

/// A format that is no Word document of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word 97–2003 (.doc) or WPS Writer (.wps).
    OldWord,
    /// An old workbook or presentation.
    OldOffice,
    /// PDF.
    Pdf,
    /// Rich text (.rtf).
    RichText,
    /// A page or XML, which some offices hand out under the name of a document.
    Markup,
    /// OpenDocument (.odt).
    OpenDocument,
    /// A Word template or a document with macros.
    Template,
    /// A workbook of today.
    Workbook,
    /// A presentation of today.
    Presentation,
    /// A picture.
    Picture,
    /// A zip with other files in it, such as several forms packed together.
    Archive,
    /// Another compressed archive (.rar, .7z).
    OtherArchive,
    /// Nothing that is known here.
    Unknown,
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormError::Empty => "这个文件是空的（0 字节），可能没有下载完。",
            FormError::Foreign(format) => format.what(),
            FormError::Encrypted => "这个文件设了打开密码，本工具读不到里面的内容。",
            FormError::Signed => "这个文件带有数字签名，一填写签名就会失效，所以没有填。",
            FormError::Damaged => "这个文件不完整或已损坏，可能没有下载完。",
            FormError::TooLarge => "这个文件解开后过大，不像是一份表格，为安全起见没有打开。",
            FormError::Unsafe => "这个文件的内部结构不正常（有重名、指向别处的名字或可疑的声明），为安全起见没有打开。",
            FormError::NoDocument => "这个文件里没有 Word 正文，可能是改了扩展名的其他文件。",
        })?;
        f.write_str("原文件没有改动，已填的申报数据也不受影响。")?;
        f.write_str(match self {
            FormError::Foreign(format) => format.advice(),
            FormError::Encrypted => "请用 Word 或 WPS 打开，去掉密码后另存为 .docx，再放进来。",
            FormError::Signed => "请向发表单位索取未签名的表格，或在 Word 中另存一份去掉签名的副本，再放进来。",
            FormError::Damaged | FormError::Empty => "请重新下载；能用 Word 或 WPS 打开的，另存为 .docx 后再放进来。",
            FormError::TooLarge | FormError::Unsafe | FormError::NoDocument => {
                "请用 Word 或 WPS 打开核对，确是表格的，另存为新的 .docx 后再放进来。"
            }
        })
    }
}

impl std::error::Error for FormError {}

impl Format {
    fn what(self) -> &'static str {
        match self {
            Format::OldWord => "这是旧版 Word（.doc）或 WPS 文字（.wps）的文件，本工具只能填写 .docx。",
            Format::OldOffice => "这是旧版表格或演示文件，不是 Word 文档。",
            Format::Pdf => "这是 PDF，版面是固定的，不能往里填写。",
            Format::RichText => "这是 RTF 文件，本工具只能填写 .docx。",
            Format::Markup => "这是网页或 XML 格式的文件，只是用了文档的名字。",
            Format::OpenDocument => "这是 OpenDocument（.odt）文件，本工具只能填写 .docx。",
            Format::Template => "这是 Word 模板或带宏的文档，填写后存成 .docx 会打不开。",
            Format::Workbook => "这是 Excel 工作簿，不是 Word 文档。",
            Format::Presentation => "这是演示文稿，不是 Word 文档。",
            Format::Picture => "这是图片，不能往里填写。",
            Format::Archive => "这是压缩包，不是 Word 文档。",
            Format::OtherArchive => "这是 RAR 或 7z 压缩包，不是 Word 文档。",
            Format::Unknown => "认不出这个文件的格式，它不是 .docx。",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Format::Pdf | Format::Picture => "请向发表单位索取 Word 版表格；没有的，可照着本工具导出的申报表誊写。",
            Format::Archive | Format::OtherArchive => "请先解压，再把里面的 .docx 放进来。",
            Format::Workbook | Format::OldOffice | Format::Presentation => "请选择 Word 版的申报表。",
            Format::Unknown => "请选择 .docx 文件；能用 Word 或 WPS 打开的，另存为 .docx 后再放进来。",
            _ => "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”后再放进来。",
        }
    }
}
